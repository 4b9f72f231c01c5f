//! Days of the calendar.

use std::{fmt, time::SystemTime};

/// A day; later ones are greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u32,
    month: u32,
    day: u32,
}

const SECONDS: u64 = 24 * 60 * 60;

impl Date {
    /// Reads `2026-12-31`; `None` for any other form and for days that the calendar does not have.
    pub fn parse(text: &str) -> Option<Date> {
        let parts: Vec<&str> = text.split('-').collect();
        let &[year, month, day] = parts.as_slice() else { return None };
        let number = |text: &str, digits: usize| {
            let is_number = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| text.parse::<u32>().ok()).flatten()
        };
        let (year, month, day) = (number(year, 4)?, number(month, 2)?, number(day, 2)?);
        let is_real = (1..=12).contains(&month) && (1..=days_of(year, month)).contains(&day);
        is_real.then_some(Date { year, month, day })
    }

    /// The day on which a moment lies in Greenwich.
    pub fn of(moment: SystemTime) -> Date {
        let since = moment.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let mut days = since.as_secs() / SECONDS;
        let (mut year, mut month) = (1970, 1);
        while days >= u64::from(365 + u32::from(is_leap(year))) {
            days -= u64::from(365 + u32::from(is_leap(year)));
            year += 1;
        }
        while days >= u64::from(days_of(year, month)) {
            days -= u64::from(days_of(year, month));
            month += 1;
        }
        Date { year, month, day: days as u32 + 1 }
    }
}

fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn days_of(year: u32, month: u32) -> u32 {
    match month {
        2 => 28 + u32::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn only_days_of_the_calendar_are_read() {
        assert_eq!(Date::parse("2026-12-31").unwrap().to_string(), "2026-12-31");
        assert!(Date::parse("2024-02-29").is_some() && Date::parse("2000-02-29").is_some());
        for wrong in ["2026-2-1", "2026-02-29", "1900-02-29", "2026-13-01", "soon", "2026-00-10"] {
            assert_eq!(Date::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn moments_lie_on_days() {
        let day = |seconds| Date::of(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds));
        assert_eq!(day(0).to_string(), "1970-01-01");
        assert_eq!(day(951_782_400).to_string(), "2000-02-29");
        assert_eq!(day(1_798_761_599).to_string(), "2026-12-31");
        assert_eq!(day(1_798_761_600).to_string(), "2027-01-01");
        assert!(day(1_798_761_599) < day(1_798_761_600));
    }
}
