using System.Globalization;
using CentralOps.Infrastructure.Audit;
using CentralOps.Infrastructure.Content;
using CentralOps.Infrastructure.CoreBanking;
using CentralOps.Infrastructure.Outbox;
using CentralOps.Infrastructure.Scheduling;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Tests.Scheduling;

public sealed class JobListTests
{
    [Fact]
    public void Jobs_of_posting_outbox_audit_and_retention_run_on_their_schedules()
    {
        var configuration = new ConfigurationBuilder().Build();
        var services = new ServiceCollection().AddAudit(configuration).AddContent(configuration).AddCoreBanking(configuration).AddOutbox(configuration);
        var jobs = services.Where(s => s.ServiceType == typeof(ScheduledJob)).Select(s => (ScheduledJob)s.ImplementationInstance!).OrderBy(j => j.Name, StringComparer.Ordinal);
        Assert.Equal(
            [
                "audit-late-sealing daily 03:15", "audit-sealing every 10 s", "content-retention daily 02:30", "outbox every 1 s",
                "posting-reconciliation daily 01:00", "posting-settle every 60 s",
            ],
            jobs.Select(j => $"{j.Name} {When(j.Schedule)}"));
    }

    private static string When(JobSchedule schedule) =>
        schedule.Daily is { } time ? string.Create(CultureInfo.InvariantCulture, $"daily {time:HH:mm}") : string.Create(CultureInfo.InvariantCulture, $"every {schedule.Every?.TotalSeconds} s");
}
