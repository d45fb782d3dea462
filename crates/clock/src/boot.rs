//! Which run of the machine this is.

/// Set by the service unit (`%b` of systemd), whose sandbox hides the kernel's own answer.
#[cfg(target_os = "linux")]
const TOLD: &str = "SPERRFRIST_BOOT_ID";

/// The kernel's name for this boot, and the time namespace: in another one the time since boot may count from elsewhere.
#[cfg(target_os = "linux")]
pub(crate) fn boot() -> Option<String> {
    use std::sync::LazyLock;
    static BOOT: LazyLock<Option<String>> = LazyLock::new(|| {
        let kernel = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok();
        let namespace = std::fs::read_link("/proc/self/ns/time").unwrap_or_default();
        named(kernel.or_else(|| std::env::var(TOLD).ok()).as_deref(), &namespace.to_string_lossy())
    });
    BOOT.clone()
}

/// The same whether the kernel or the service unit has told it.
#[cfg(target_os = "linux")]
fn named(told: Option<&str>, namespace: &str) -> Option<String> {
    let boot: String = told?.chars().filter(char::is_ascii_hexdigit).collect();
    (boot.len() == 32).then(|| format!("{boot} {namespace}"))
}

/// Elsewhere the time since boot is the time since the process began.
#[cfg(not(target_os = "linux"))]
pub(crate) fn boot() -> Option<String> {
    None
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn the_boot_has_one_name_whoever_tells_it() {
        let kernel = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9\n";
        let systemd = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
        let name = named(Some(systemd), "time:[1]").expect("a name");
        assert_eq!(named(Some(kernel), "time:[1]").as_ref(), Some(&name));
        assert_ne!(named(Some(kernel), "time:[2]").as_ref(), Some(&name));
    }

    #[test]
    fn what_is_no_name_of_a_boot_is_none() {
        for told in [None, Some(""), Some("%b"), Some("0a1b2c3d")] {
            assert_eq!(named(told, "time:[1]"), None, "{told:?}");
        }
    }

    #[test]
    fn this_machine_says_which_boot_it_is() {
        assert!(boot().is_some_and(|name| name.len() > 32));
    }
}
