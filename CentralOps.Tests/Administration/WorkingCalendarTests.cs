using System.Text.Json;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Administration.Calendars;
using CentralOps.Domain.Configuration;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Rules;
using CentralOps.Domain.Versioning;
using CentralOps.Tests.Recognition.Design;
using CentralOps.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Tests.Administration;

public sealed class WorkingCalendarTests
{
    private static readonly WorkingTime China = new(CalendarJson.Read(File.ReadAllText(Path.Combine(Repository.Root, "samples", "calendars", "china.json"))));

    [Theory]
    [InlineData("2026-02-16", "2026-02-24", 1)] // the whole Spring Festival is skipped
    [InlineData("2026-02-13", "2026-02-14", 1)] // a Saturday that is worked to make up for it
    [InlineData("2026-11-27", "2026-11-30", 1)]
    [InlineData("2026-11-30", "2026-11-27", -1)]
    [InlineData("2025-09-30", "2025-10-09", 1)]
    [InlineData("2025-12-30", "2026-01-08", 6)] // across the year: 31 Dec, and the make-up Sunday of 4 January
    public void Working_days_are_counted_across_holidays_and_made_up_days(string from, string to, int days)
    {
        var (first, last) = (DateOnly.Parse(from, null), DateOnly.Parse(to, null));
        Assert.Equal(last, China.Add(first, days));
        Assert.Equal(days, China.Between(first, last));
    }

    [Fact]
    public void Every_day_of_the_shipped_years_is_as_the_state_council_announced_it()
    {
        foreach (var year in new[] { 2024, 2025, 2026 })
        {
            var path = Path.Combine(Repository.Root, "..", "shared", "data", "holidays", $"{year}.json");
            Assert.SkipUnless(File.Exists(path), "the announced holidays are not here");
            var announced = CalendarJson.ReadYears(File.ReadAllText(path)).Single(y => y.Year == year);
            Assert.Equal(announced.Days, China.Calendar.Years.Single(y => y.Year == year).Days);
        }
    }

    [Theory]
    [InlineData("2026-11-27 10:00", 30, "2026-11-27 10:30")]
    [InlineData("2026-11-27 17:15", 30, "2026-11-30 08:45")] // the rest of the half hour on Monday
    [InlineData("2026-11-28 12:00", 60, "2026-11-30 09:30")] // a Saturday counts from Monday morning
    [InlineData("2026-11-27 03:00", 15, "2026-11-27 08:45")]
    [InlineData("2026-11-26 08:30", 2 * 9 * 60, "2026-11-27 17:30")]
    [InlineData("2026-02-14 17:00", 60, "2026-02-24 09:00")]
    public void A_service_time_runs_in_business_hours_only(string from, int minutes, string due) =>
        Assert.Equal(At(due), China.After(At(from), TimeSpan.FromMinutes(minutes)));

    [Fact]
    public void Hours_with_a_break_at_noon_skip_the_break()
    {
        var split = new WorkingTime(China.Calendar with { Hours = CalendarJson.ReadHours("08:30-12:00, 13：30-17:30")! });
        Assert.Equal(At("2026-11-27 13:45"), split.After(At("2026-11-27 11:45"), TimeSpan.FromMinutes(30)));
        Assert.Equal("08:30-12:00 13:30-17:30", CalendarJson.HoursText(split.Calendar.Hours));
        Assert.Null(CalendarJson.ReadHours("nine to five"));
        Assert.Equal(At("2026-11-28 00:30"), new WorkingTime(China.Calendar with { Hours = [], Weekdays = [1, 2, 3, 4, 5, 6, 7] }).After(At("2026-11-27 23:30"), TimeSpan.FromHours(1)));
    }

    [Fact]
    public void A_day_with_hours_of_its_own_is_worked_and_cut_off_by_them()
    {
        var eve = new DateOnly(2026, 2, 14); // made up for; only the morning is worked
        var half = China.Calendar.With(eve, works: true, "除夕前", CalendarJson.ReadHours("08:30-12:00"));
        var time = new WorkingTime(CalendarJson.Read(CalendarJson.Write(half)));
        Assert.True(time.IsWorkingDay(eve));
        Assert.Equal(At("2026-02-14 11:30"), time.After(At("2026-02-14 11:00"), TimeSpan.FromMinutes(30)));
        Assert.Equal(At("2026-02-24 08:45"), time.After(At("2026-02-14 11:45"), TimeSpan.FromMinutes(30))); // fifteen minutes are left for after the holidays
        Assert.Equal(At("2026-02-13 17:30"), time.After(At("2026-02-13 08:30"), TimeSpan.FromHours(9))); // other days keep theirs
        Assert.Equal(eve, time.BusinessDateAt(At("2026-02-14 11:59")));
        Assert.Equal(new DateOnly(2026, 2, 24), time.BusinessDateAt(At("2026-02-14 12:01")));
        Assert.Equal(eve, time.BusinessDateAt(At("2026-02-14 12:01"), cutOff: false));
        Assert.Contains(
            new PropertyChange("hours", null, "08:30-12:00"),
            CalendarJson.Between(China.Calendar, half).Single(c => c is { Part: "day", Name: "2026-02-14", Change: ChangeKind.Changed }).Properties);

        Assert.Null(half.With(eve, works: false, "除夕前", CalendarJson.ReadHours("08:30-12:00")).Find(eve)!.Hours); // a day of rest has none
        var plain = new DateOnly(2026, 11, 27);
        Assert.Equal(CalendarJson.Write(China.Calendar), CalendarJson.Write(China.Calendar.With(plain, true, "", CalendarJson.ReadHours("08:30-12:00")).With(plain, true, "", [])));
    }

    [Theory]
    [InlineData("2026-11-27 16:59", true, "2026-11-27")]
    [InlineData("2026-11-27 17:01", true, "2026-11-30")]
    [InlineData("2026-11-27 17:01", false, "2026-11-27")]
    [InlineData("2026-11-28 09:00", false, "2026-11-30")]
    public void What_comes_after_the_cut_off_or_on_a_day_of_rest_counts_for_the_next_working_day(string at, bool cutOff, string date) =>
        Assert.Equal(DateOnly.Parse(date, null), China.BusinessDateAt(At(at), cutOff));

    [Theory]
    [InlineData("is_working_day(date(\"2026-01-04\"))", true)]
    [InlineData("is_working_day(date(\"2026-01-03\"))", false)]
    [InlineData("is_working_day(date and time(\"2026-11-28T10:00:00\"))", false)]
    [InlineData("working_days_between(date(\"2026-02-13\"), date(\"2026-02-24\"))", 2)]
    [InlineData("string(next_working_day(date(\"2026-02-14\")))", "2026-02-24")]
    [InlineData("string(previous_working_day(date(\"2026-02-24\")))", "2026-02-14")]
    [InlineData("string(add_working_days(date(\"2026-09-30\"), 10))", "2026-10-20")]
    [InlineData("string(add_working_days(date: date(\"2026-09-30\"), days: -1))", "2026-09-29")]
    [InlineData("is_working_day(date(\"2026-11-27\"), \"overseas\")", false)]
    [InlineData("is_working_day(date(\"2026-11-27\"), \"nowhere\")", null)] // no such calendar: null, as FEEL has it
    [InlineData("add_working_days(date(\"2026-11-27\"), 1.5)", null)]
    [InlineData("add_working_days(date(\"2026-11-27\"), 40001)", null)]
    [InlineData("is_working_day(date(\"12026-11-27\"))", null)]
    [InlineData("is_working_day(null)", null)]
    public void Rules_count_by_the_calendars_in_force(string expression, object? value)
    {
        var feel = new FeelEvaluator(TimeProvider.System, new Two());
        Assert.Null(feel.Check(expression));
        var expected = value is int number ? (decimal)number : value;
        Assert.Equal(expected, feel.Evaluate(expression, new Dictionary<string, object?>()));
    }

    [Fact]
    public async Task The_business_date_rolls_over_days_of_rest_when_the_parameter_says_so()
    {
        await using var host = await AdministrationHost.StartAsync();
        var calendar = host.Services.GetRequiredService<IBusinessCalendar>();
        host.Clock.SetUtcNow(At("2026-11-27 18:00"));
        Assert.Equal(new DateOnly(2026, 11, 27), calendar.Today);
        await SetAsync(host, ParameterKeys.BusinessDateRoll, nameof(DateRoll.CutOff));
        Assert.Equal(new DateOnly(2026, 11, 30), calendar.Today);
        await SetAsync(host, ParameterKeys.BusinessDateRoll, nameof(DateRoll.WorkingDays));
        Assert.Equal(new DateOnly(2026, 11, 27), calendar.Today);
        host.Clock.SetUtcNow(At("2026-11-28 18:00"));
        Assert.Equal(new DateOnly(2026, 11, 30), calendar.Today);
    }

    [Fact]
    public async Task Service_times_run_by_the_calendar_of_the_business_type_or_else_of_the_parameter()
    {
        await using var host = await AdministrationHost.StartAsync();
        var times = host.Services.GetRequiredService<IServiceTimes>();
        var friday = At("2026-11-27 17:15");
        Assert.Equal(friday.AddMinutes(30), times.DueAt(null, friday, TimeSpan.FromMinutes(30)));
        Assert.Equal(At("2026-11-30 08:45"), times.DueAt("china", friday, TimeSpan.FromMinutes(30)));
        await SetAsync(host, ParameterKeys.ServiceCalendar, "china");
        Assert.Equal(At("2026-11-30 08:45"), times.DueAt(null, friday, TimeSpan.FromMinutes(30)));
        Assert.Equal(friday.AddMinutes(30), times.DueAt("", friday, TimeSpan.FromMinutes(30)));
        Assert.Equal("administration.unknown-calendar", (await host.SetParameterAsync(ParameterKeys.ServiceCalendar, "mars")).Refusal?.Code);
    }

    [Theory]
    [InlineData("{", "calendar.not-json")]
    [InlineData("""{"nameZh":"甲","nameEn":"A","years":null}""", "calendar.not-json")]
    [InlineData("""{"nameZh":"甲","years":[]}""", "calendar.no-name")]
    [InlineData("""{"nameZh":"甲","nameEn":"A","weekdays":[]}""", "calendar.no-weekdays")]
    [InlineData("""{"nameZh":"甲","nameEn":"A","weekdays":[1,1]}""", "calendar.bad-weekdays")]
    [InlineData("""{"nameZh":"甲","nameEn":"A","hours":[{"from":"12:00","to":"08:00"}]}""", "calendar.bad-hours")]
    [InlineData("""{"nameZh":"甲","nameEn":"A","hours":[{"from":"08:00","to":"12:00"},{"from":"11:00","to":"17:00"}]}""", "calendar.hours-overlap")]
    [InlineData("""{"nameZh":"甲","nameEn":"A","years":[{"year":2026,"source":"x","days":[{"date":"2025-01-01","name":"元旦","works":false}]}]}""", "calendar.day-elsewhere")]
    [InlineData("""{"nameZh":"甲","nameEn":"A","years":[{"year":2026,"source":"x","days":[{"date":"2026-01-01","name":"元旦","works":false},{"date":"2026-01-01","name":"元旦","works":true}]}]}""", "calendar.day-twice")]
    [InlineData("""{"nameZh":"甲","nameEn":"A","years":[{"year":2026,"source":"x","days":[{"date":"2026-01-02","name":"元旦","works":false,"hours":[{"from":"08:00","to":"12:00"}]}]}]}""", "calendar.hours-at-rest")]
    [InlineData("""{"nameZh":"甲","nameEn":"A","years":[{"year":2026,"source":"x","days":[{"date":"2026-01-02","name":"元旦","works":true,"hours":[{"from":"12:00","to":"08:00"}]}]}]}""", "calendar.bad-hours")]
    [InlineData("""{"nameZh":"甲","nameEn":"A","years":[{"year":2026,"source":"x","days":[{"date":"2026-01-02","name":"元旦","works":true,"hours":[]}]}]}""", "calendar.no-hours")]
    [InlineData("""{"nameZh":"甲","nameEn":"A","years":[{"year":2026,"source":"x","days":[{"date":"2026-01-02","name":"元旦","works":true,"hours":[null]}]}]}""", "calendar.not-json")]
    public void A_calendar_that_would_count_wrongly_is_not_published(string content, string finding) =>
        Assert.Contains(new CalendarCheck(TimeProvider.System).Check("china", content), f => f.Code == finding && !f.IsWarning);

    [Fact]
    public void The_shipped_calendar_has_nothing_against_it()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(At("2026-11-27 10:00"));
        Assert.Equal([], new CalendarCheck(clock).Check("china", CalendarJson.Write(China.Calendar)));
        clock.SetUtcNow(At("2027-01-01 00:00"));
        Assert.Equal(["calendar.no-current-year"], new CalendarCheck(clock).Check("china", CalendarJson.Write(China.Calendar)).Select(f => f.Code));
    }

    [Fact]
    public void A_year_from_a_file_replaces_that_year_and_leaves_the_others_alone()
    {
        var file = """{"year":2027,"papers":["https://www.gov.cn/2027"],"days":[{"name":"元旦","date":"2026-12-31","isOffDay":true},{"name":"元旦","date":"2027-01-01","isOffDay":true},{"name":"春节","date":"2027-02-06","isOffDay":true},{"name":"春节","date":"2027-02-07","isOffDay":true},{"name":"春节","date":"2027-02-20","isOffDay":false}]}""";
        var merged = CalendarJson.Merge(China.Calendar, CalendarJson.ReadYears(file));
        Assert.Equal([2024, 2025, 2026, 2027], merged.Years.Select(y => y.Year));
        Assert.Equal("https://www.gov.cn/2027", merged.Years[^1].Source);
        Assert.Equal(40, merged.Years[2].Days.Count); // the last day of 2026 was added, the others stay
        Assert.True(new WorkingTime(merged).IsWorkingDay(new DateOnly(2027, 2, 20)));
        var changes = CalendarJson.Between(China.Calendar, merged);
        Assert.Contains(changes, c => c is { Part: "day", Name: "2026-12-31", Change: ChangeKind.Added } && c.Properties.Contains(new PropertyChange("day", null, "− 元旦")));
        Assert.Equal(6, changes.Count);
        Assert.Throws<JsonException>(() => CalendarJson.ReadYears("""{"holidays":[]}"""));
        Assert.Equal(CalendarJson.Write(merged), CalendarJson.Write(CalendarJson.Read(CalendarJson.Write(merged))));
    }

    [Fact]
    public void A_day_set_back_to_what_its_weekday_says_leaves_no_trace()
    {
        var day = new DateOnly(2026, 11, 27);
        var closed = China.Calendar.With(day, works: false, "系统升级");
        Assert.False(new WorkingTime(closed).IsWorkingDay(day));
        Assert.Equal(CalendarJson.Write(China.Calendar), CalendarJson.Write(closed.With(day, works: true, "")));
    }

    [Fact]
    public async Task Who_counts_by_a_calendar_is_known_before_it_is_taken_out_of_use()
    {
        await using var host = await AdministrationHost.StartAsync();
        var documents = SampleConfiguration.Read();
        var use = new CalendarUse(documents, host.Services.GetRequiredService<IParameters>());
        Assert.Equal([(ConfigurationKind.Parameters, ParameterKeys.DefaultCalendar), (ConfigurationKind.BusinessType, "loan-drawdown")], use.Of("china"));
        Assert.Empty(use.Of("overseas"));
        documents.Publish(ConfigurationKind.RuleSet, "priority", 1, """<definitions><text>is_working_day(today(), "overseas")</text></definitions>""");
        documents.Publish(ConfigurationKind.Process, "remittance", 1, """<definitions><sequenceFlow co:when="next_working_day(today(), &quot;overseas&quot;)" /></definitions>""");
        documents.Publish(ConfigurationKind.RuleSet, "branches", 1, """<definitions><text>"overseas"</text></definitions>"""); // a text that happens to be the same
        Assert.Equal([(ConfigurationKind.RuleSet, "priority"), (ConfigurationKind.Process, "remittance")], use.Of("overseas"));

        await SetAsync(host, ParameterKeys.ServiceCalendar, "china", from: host.Clock.GetUtcNow().AddDays(3)); // nobody counts by it yet, but will
        Assert.Equal([ParameterKeys.DefaultCalendar, ParameterKeys.ServiceCalendar, "loan-drawdown"], use.Of("china").Select(u => u.Key));
    }

    private static DateTimeOffset At(string local) => new DateTimeOffset(DateTime.ParseExact(local, "yyyy-MM-dd HH:mm", null), TimeSpan.FromHours(8)).ToUniversalTime();

    private static async Task SetAsync(AdministrationHost host, string key, string value, DateTimeOffset? from = null)
    {
        Assert.Null((await host.SetParameterAsync(key, value, from)).Refusal);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    private sealed class Two : IWorkingCalendars
    {
        public IWorkingDays? Find(string? calendar) => calendar switch
        {
            null or "" or "china" => China,
            "overseas" => new WorkingTime(new WorkingCalendar { Weekdays = [6, 7] }),
            _ => null,
        };
    }
}
