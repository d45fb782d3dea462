//! XMP, IPTC, Photoshop resources, ICC, MPF, and what phones write behind a picture.

/// An XMP segment around the properties of one `rdf:Description`, given as XML elements.
#[must_use]
pub fn xmp(properties: &str) -> Vec<u8> {
    let packet = format!(
        "http://ns.adobe.com/xap/1.0/\0<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\" x:xmptk=\"Adobe XMP Core 7.1\">\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\" \
         xmlns:stEvt=\"http://ns.adobe.com/xap/1.0/sType/ResourceEvent#\" \
         xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\" \
         xmlns:aux=\"http://ns.adobe.com/exif/1.0/aux/\" xmlns:exif=\"http://ns.adobe.com/exif/1.0/\" \
         xmlns:mwg-rs=\"http://www.metadataworkinggroup.com/schemas/regions/\" \
         xmlns:stArea=\"http://ns.adobe.com/xmp/sType/Area#\" \
         xmlns:xmpRights=\"http://ns.adobe.com/xap/1.0/rights/\" \
         xmlns:Iptc4xmpCore=\"http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/\" \
         xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\" \
         xmlns:tiff=\"http://ns.adobe.com/tiff/1.0/\">{properties}</rdf:Description></rdf:RDF></x:xmpmeta>\
         {}<?xpacket end=\"w\"?>",
        " ".repeat(200)
    );
    super::segment(0xE1, packet.as_bytes())
}

/// A segment of extended XMP with that content as its only chunk.
#[must_use]
pub fn extended_xmp(content: &str) -> Vec<u8> {
    let size = (content.len() as u32).to_be_bytes();
    let head = b"http://ns.adobe.com/xmp/extension/\x000123456789ABCDEF0123456789ABCDEF";
    super::segment(0xE1, &[&head[..], &size, &[0; 4], content.as_bytes()].concat())
}

/// A Photoshop segment with image resources: number and data.
#[must_use]
pub fn photoshop(resources: &[(u16, &[u8])]) -> Vec<u8> {
    let mut payload = b"Photoshop 3.0\0".to_vec();
    for (number, data) in resources {
        payload.extend(b"8BIM");
        payload.extend(number.to_be_bytes());
        payload.extend([0, 0]);
        payload.extend((data.len() as u32).to_be_bytes());
        payload.extend(*data);
        if data.len() % 2 == 1 {
            payload.push(0);
        }
    }
    super::segment(0xED, &payload)
}

/// A Photoshop segment with IPTC-IIM in UTF-8: number of the data set in record 2, and text.
#[must_use]
pub fn iptc(fields: &[(u8, &str)]) -> Vec<u8> {
    let mut iim = b"\x1C\x01\x5A\0\x03\x1B%G".to_vec();
    for (number, text) in fields {
        iim.extend([0x1C, 2, *number]);
        iim.extend((text.len() as u16).to_be_bytes());
        iim.extend(text.as_bytes());
    }
    photoshop(&[(0x0404, &iim)])
}

/// An ICC segment with a whole RGB display profile (version 2.1) that carries `text` as its description, its
/// copyright, and the serial number of a device.
#[must_use]
pub fn icc(text: &str) -> Vec<u8> {
    let xyz = |values: [i32; 3]| {
        let numbers = values.iter().flat_map(|value| value.to_be_bytes());
        [b"XYZ \0\0\0\0".to_vec(), numbers.collect()].concat()
    };
    let mut description = b"desc\0\0\0\0".to_vec();
    description.extend((text.len() as u32 + 1).to_be_bytes());
    description.extend(text.as_bytes());
    description.extend([0; 79]);
    let words = [b"text\0\0\0\0", text.as_bytes(), &[0]].concat();
    // Gamma 2.2 as an 8.8 fixed-point number.
    let curve = b"curv\0\0\0\0\0\0\0\x01\x02\x33".to_vec();
    let tags: Vec<(&[u8; 4], Vec<u8>)> = vec![
        (b"desc", description),
        (b"cprt", words.clone()),
        (b"dmnd", words.clone()),
        (b"snmb", words),
        (b"wtpt", xyz([0xF351, 0x1_0000, 0x1_16CC])),
        (b"rXYZ", xyz([0x6FA2, 0x38F5, 0x0390])),
        (b"gXYZ", xyz([0x6299, 0xB785, 0x18DA])),
        (b"bXYZ", xyz([0x24A0, 0x0F84, 0xB6CF])),
        (b"rTRC", curve.clone()),
        (b"gTRC", curve.clone()),
        (b"bTRC", curve),
    ];
    let mut table = (tags.len() as u32).to_be_bytes().to_vec();
    let mut data = Vec::new();
    for (signature, content) in &tags {
        table.extend(*signature);
        table.extend(((132 + tags.len() * 12 + data.len()) as u32).to_be_bytes());
        table.extend((content.len() as u32).to_be_bytes());
        data.extend(content);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let mut header = vec![0; 128];
    header[0..4].copy_from_slice(&((128 + table.len() + data.len()) as u32).to_be_bytes());
    header[8..12].copy_from_slice(&[2, 0x10, 0, 0]);
    header[12..24].copy_from_slice(b"mntrRGB XYZ ");
    header[36..40].copy_from_slice(b"acsp");
    header[68..80].copy_from_slice(&[0, 0, 0xF6, 0xD6, 0, 1, 0, 0, 0, 0, 0xD3, 0x2D]);
    let profile = [header, table, data].concat();
    super::segment(0xE2, &[&b"ICC_PROFILE\0\x01\x01"[..], &profile].concat())
}

/// A multi-picture index (CIPA DC-007) of two pictures: this one, and one of `second` bytes that stands
/// `distance` bytes behind the index's TIFF header. Always 90 bytes long.
#[must_use]
pub fn mpf(first: u32, second: u32, distance: u32) -> Vec<u8> {
    let mut payload = b"MPF\0MM\0*\0\0\0\x08\0\x03".to_vec();
    payload.extend(b"\xB0\0\0\x07\0\0\0\x040100");
    payload.extend(b"\xB0\x01\0\x04\0\0\0\x01\0\0\0\x02");
    payload.extend(b"\xB0\x02\0\x07\0\0\0\x20\0\0\0\x32\0\0\0\0");
    for (kind, size, at) in [(0x0003_0000_u32, first, 0), (0x0001_0001, second, distance)] {
        payload.extend(kind.to_be_bytes());
        payload.extend(size.to_be_bytes());
        payload.extend(at.to_be_bytes());
        payload.extend([0; 4]);
    }
    super::segment(0xE2, &payload)
}

/// What Samsung phones write behind a picture: one named block and its directory.
#[must_use]
pub fn samsung_trailer(name: &str, content: &[u8]) -> Vec<u8> {
    let mut block = vec![0, 0, 0x30, 0x0A];
    block.extend((name.len() as u32).to_le_bytes());
    block.extend(name.as_bytes());
    block.extend(content);
    let mut directory = b"SEFH".to_vec();
    directory.extend(106_u32.to_le_bytes());
    directory.extend(1_u32.to_le_bytes());
    directory.extend([0, 0, 0x30, 0x0A]);
    directory.extend((block.len() as u32).to_le_bytes());
    directory.extend((block.len() as u32).to_le_bytes());
    let length = (directory.len() as u32).to_le_bytes();
    [&block[..], &directory, &length, b"SEFT"].concat()
}
