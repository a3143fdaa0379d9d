using CentralOps.Domain.Administration.Calendars;
using CentralOps.Domain.Rules;
using CentralOps.Domain.Versioning;
using CentralOps.Tests.Processes;
using CentralOps.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Tests.Cases;

/// <summary>When a case is due, in the hours of its calendar.</summary>
[Trait("Category", "db")]
public sealed class ServiceTimeTests
{
    private static readonly string Process = Line.Of("rules:priority", "review");

    [Theory]
    [InlineData("")]
    [InlineData(",\"calendar\":\"china\"")]
    public async Task The_rules_service_time_and_the_tasks_time_run_in_the_hours_of_the_business_type(string calendar)
    {
        var decisions = new FixedDecisions(("service_minutes", 600m)); // ten hours: more than one working day
        await using var host = await CaseHost.StartAsync("sqlite", Process, [], s => s.AddSingleton<IDecisionService>(decisions));
        var shipped = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "samples", "calendars", "china.json"), TestContext.Current.CancellationToken);
        var store = host.Get<IConfigurationStore>();
        await store.AddAsync(ConfigurationKind.Calendar, "china", shipped, "test", publish: true, TestContext.Current.CancellationToken);
        await host.TypeAsync("cheque-transfer", calendar);

        var sent = await host.SubmitAsync(host.Person("teller"));
        var @case = await host.CaseAsync(sent.CaseId);
        var review = await host.OpenAsync(sent.CaseId, "review");
        if (calendar.Length == 0)
        {
            Assert.Equal(@case.SubmittedAt.AddHours(10), @case.DueAt);
            Assert.Equal(review.EnqueuedAt.AddMinutes(5), review.DueAt);
            return;
        }

        var hours = new WorkingTime(CalendarJson.Read(shipped));
        Assert.Equal(hours.After(@case.SubmittedAt, TimeSpan.FromHours(10)), @case.DueAt);
        Assert.Equal(hours.After(review.EnqueuedAt, TimeSpan.FromMinutes(5)), review.DueAt);
        Assert.True(@case.DueAt > @case.SubmittedAt.AddHours(10));
    }
}
