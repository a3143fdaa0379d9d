using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CentralOps.Infrastructure.Scheduling;

/// <summary>A daily job that a node has begun: the key lets it begin once a day, however many nodes there are.</summary>
internal sealed class DailyRun
{
    /// <summary>Name of the job.</summary>
    public required string Job { get; init; }

    /// <summary>The bank's day that it is for.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Begun at (UTC).</summary>
    public required DateTimeOffset StartedAt { get; init; }
}

internal sealed class DailyRunMapping : IEntityTypeConfiguration<DailyRun>
{
    public void Configure(EntityTypeBuilder<DailyRun> builder)
    {
        builder.ToTable("SchedulingDailyRuns");
        builder.HasKey(r => new { r.Job, r.Day });
        builder.Property(r => r.Job).HasMaxLength(64);
    }
}
