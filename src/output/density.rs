//! Clones for the size of the code, in words.

use crate::model::{Density, Reference, Report, Standing};

use super::words::thousands;

/// One sentence without a full stop: both densities, each beside what published packages have. `None` where there is no
/// density.
pub(super) fn sentence(report: &Report) -> Option<String> {
    let Density { clones, deep } = report.density?;
    let (all, costly) = (rate(clones), rate(deep));
    Some(match &report.reference {
        None => format!("{all} clones per 1,000 lines of production code, {costly} deep ones"),
        Some(Reference { packages, clones: of_all, deep: of_deep }) => format!(
            "{all} clones per 1,000 lines of production code: {} of {} published packages ({}); {costly} deep ones: {} ({})",
            place(of_all),
            thousands(*packages as u64),
            spread(of_all),
            place(of_deep),
            spread(of_deep),
        ),
    })
}

/// `more than 90 %`, of the packages. Where more of them have a higher density than a lower one, it says `fewer than`.
fn place(standing: &Standing) -> String {
    let Standing { percentile: below, above, .. } = *standing;
    if below <= 0.0 {
        // Equal to the least that there is, which is none at all.
        format!("like {:.0} %", (100.0 - above).floor())
    } else if below >= 100.0 {
        "more than all".to_owned()
    } else if below >= above {
        format!("more than {:.0} %", below.floor())
    } else {
        format!("fewer than {:.0} %", above.floor())
    }
}

fn spread(standing: &Standing) -> String {
    let [.., upper_tenth] = standing.deciles;
    let [_, median, _] = standing.quartiles;
    format!("median {}, upper tenth {}", rate(median), rate(upper_tenth))
}

/// Per 1,000 lines: `0`, `0.64`, `4.6`, `120`.
fn rate(per_thousand: f64) -> String {
    match per_thousand {
        none if none <= 0.0 => "0".to_owned(),
        few if few < 0.01 => "under 0.01".to_owned(),
        few if few < 0.995 => format!("{few:.2}"),
        some if some < 99.95 => format!("{some:.1}"),
        many => format!("{many:.0}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(percentile: f64, above: f64) -> Standing {
        Standing { quartiles: [0.0, 0.64, 2.2], deciles: [4.8; 9], percentile, above }
    }

    #[test]
    fn a_place_is_said_from_its_nearer_end() {
        assert_eq!(place(&standing(90.9, 9.0)), "more than 90 %");
        assert_eq!(place(&standing(50.0, 50.0)), "more than 50 %");
        assert_eq!(place(&standing(30.0, 69.9)), "fewer than 69 %");
        assert_eq!(place(&standing(0.0, 72.3)), "like 27 %");
        assert_eq!(place(&standing(99.9, 0.0)), "more than 99 %");
        assert_eq!(place(&standing(100.0, 0.0)), "more than all");
        assert_eq!(spread(&standing(0.0, 0.0)), "median 0.64, upper tenth 4.8");
    }

    #[test]
    fn figures_are_short() {
        let rates = [0.0, 0.004, 0.01, 0.994, 0.995, 4.56, 99.94, 99.95].map(rate);
        assert_eq!(rates, ["0", "under 0.01", "0.01", "0.99", "1.0", "4.6", "99.9", "100"]);
        assert_eq!([7, 999, 1950, 1_234_567].map(thousands), ["7", "999", "1,950", "1,234,567"]);
    }
}
