using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CentralOps.Infrastructure.Cases.Persistence;

/// <summary>A page that somebody has got for a task.</summary>
internal sealed class ShownPage
{
    /// <summary>The task.</summary>
    public required Guid ItemId { get; init; }

    /// <summary>Who (user id).</summary>
    public required Guid UserId { get; init; }

    /// <summary>Content hash of the page.</summary>
    public required string ContentHash { get; init; }

    /// <summary>When first (UTC).</summary>
    public required DateTimeOffset At { get; init; }
}

internal sealed class ShownPageMapping : IEntityTypeConfiguration<ShownPage>
{
    public void Configure(EntityTypeBuilder<ShownPage> builder)
    {
        builder.ToTable("CasesShownPages");
        builder.HasKey(p => new { p.ItemId, p.UserId, p.ContentHash });
        builder.Property(p => p.ContentHash).HasMaxLength(64).IsUnicode(false);
        builder.HasIndex(p => p.At);
    }
}
