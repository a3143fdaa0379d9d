using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CentralOps.Infrastructure.Cases.Persistence;

/// <summary>Who paid whom in a completed case.</summary>
internal sealed class CasePayee
{
    public required Guid CaseId { get; init; }

    public required string PayerAccount { get; init; }

    public required string PayeeAccount { get; init; }

    public required string PayeeName { get; init; }

    public string? PayeeBank { get; init; }

    public DateTimeOffset At { get; init; }
}

internal sealed class CasePayeeConfiguration : IEntityTypeConfiguration<CasePayee>
{
    public void Configure(EntityTypeBuilder<CasePayee> builder)
    {
        builder.ToTable("CasePayees");
        builder.HasKey(p => p.CaseId);
        builder.Property(p => p.PayerAccount).HasMaxLength(40);
        builder.Property(p => p.PayeeAccount).HasMaxLength(40);
        builder.Property(p => p.PayeeName).HasMaxLength(200);
        builder.Property(p => p.PayeeBank).HasMaxLength(200);
        builder.HasIndex(p => new { p.PayerAccount, p.At });
    }
}
