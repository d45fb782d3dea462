//! The sample, carried inside the program.

use sperrfrist_desk::Sample;

/// A release in our own words and a photo with everything a camera tells.
pub const SAMPLE: Sample<'static> = Sample {
    text: include_bytes!("../assets/sample/medieninformation.txt"),
    photo_name: "DSC_4417.jpg",
    photo: include_bytes!("../assets/sample/unterzeichnung.jpg"),
};
