using CentralOps.Domain.Audit;
using CentralOps.Infrastructure.Audit.Jobs;
using CentralOps.Infrastructure.Audit.Persistence;
using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Scheduling;
using CentralOps.Infrastructure.Secrets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Infrastructure.Audit;

/// <summary>Registers the audit trail.</summary>
public static class AuditRegistration
{
    /// <summary><c>Audit:Key</c> (32 bytes, base64) and <c>Audit:AnchorFile</c> (default <c>audit/anchors.tsv</c> in the data folder).</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(_ => new AuditKey(SecretKeys.Load(configuration, "Audit:Key")));
        services.AddSingleton<IAuditTrail, AuditTrail>();
        services.AddSingleton<IAuditStore, AuditStore>();
        services.AddSingleton<IAuditAnchor>(_ => new FileAuditAnchor(configuration["Audit:AnchorFile"] is { Length: > 0 } f ? f : Path.Combine(DataFolder.Of(configuration), "audit", "anchors.tsv")));
        services.AddTransient<SealAuditTrail>();
        services.AddTransient<VerifyAuditTrail>();
        services.AddJob<AuditLateSealingJob>("audit-late-sealing", JobSchedule.DailyAt(3, 15), "Seals audit rows that committed late");
        return services.AddJob<AuditSealingJob>("audit-sealing", JobSchedule.EverySeconds(10), "Seals new audit rows into the next block of the chain");
    }
}
