//! A chart of the history as SVG, for documents and pages.

use anyhow::{Result, anyhow};
use plotters::prelude::*;

use crate::model::{History, Point, Scope};

use super::format::Format;

/// `--format svg`
pub(super) const FORMAT: Format = Format { history: Some(|history, _| chart(history)), ..Format::new("svg") };

/// Pixels.
const SIZE: (u32, u32) = (960, 480);

/// Dates along the axis.
const MOST_LABELS: usize = 8;

fn chart(history: &History) -> Result<String> {
    let mut text = String::new();
    draw(&history.points, &mut text).map_err(|error| anyhow!("cannot draw the chart: {error}"))?;
    Ok(text + "\n")
}

/// All explicit clones, and those of production code, one step for each commit.
fn draw(points: &[Point], text: &mut String) -> Result<(), Box<dyn std::error::Error>> {
    let area = SVGBackend::with_string(text, SIZE).into_drawing_area();
    area.fill(&WHITE)?;
    let most = points.iter().map(|point| point.totals.explicit).max().unwrap_or(0).max(1);
    let last = points.len().saturating_sub(1).max(1);
    let mut chart = ChartBuilder::on(&area)
        .margin(16)
        .caption("Explicit clones", ("sans-serif", 20))
        .x_label_area_size(32)
        .y_label_area_size(56)
        .build_cartesian_2d(0..last, 0..most + most / 20 + 1)?;
    let date = |at: &usize| points.get(*at).map_or_else(String::new, |point| point.date.clone());
    chart
        .configure_mesh()
        .disable_x_mesh()
        .x_labels(points.len().clamp(2, MOST_LABELS))
        .x_label_formatter(&date)
        .label_style(("sans-serif", 13))
        .draw()?;
    let all = points.iter().enumerate().map(|(at, point)| (at, point.totals.explicit));
    chart
        .draw_series(LineSeries::new(all, RGBColor(0x1f, 0x6f, 0xb4).stroke_width(2)))?
        .label("all")
        .legend(|(x, y)| PathElement::new([(x, y), (x + 18, y)], RGBColor(0x1f, 0x6f, 0xb4).stroke_width(2)));
    let production = points.iter().enumerate().map(|(at, point)| (at, point.of_scope(Scope::Production)));
    chart
        .draw_series(LineSeries::new(production, RGBColor(0xc4, 0x4e, 0x1a).stroke_width(2)))?
        .label("production")
        .legend(|(x, y)| PathElement::new([(x, y), (x + 18, y)], RGBColor(0xc4, 0x4e, 0x1a).stroke_width(2)));
    chart
        .configure_series_labels()
        .position(SeriesLabelPosition::LowerRight)
        .background_style(WHITE.mix(0.8))
        .border_style(BLACK.mix(0.3))
        .label_font(("sans-serif", 13))
        .draw()?;
    area.present()?;
    Ok(())
}
