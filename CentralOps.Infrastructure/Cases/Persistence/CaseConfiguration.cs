using CentralOps.Domain.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CentralOps.Infrastructure.Cases.Persistence;

/// <summary>The body is one JSON text, written and read by <see cref="CaseStore"/>: change tracking of a deep graph would cost more than the advance itself.</summary>
internal sealed class CaseConfiguration : IEntityTypeConfiguration<Case>
{
    /// <summary>Shadow property that holds the body.</summary>
    public const string BodyColumn = "BodyJson";

    public void Configure(EntityTypeBuilder<Case> builder)
    {
        builder.ToTable("Cases");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Number).HasMaxLength(20);
        builder.Property(c => c.BusinessType).HasMaxLength(60);
        builder.Property(c => c.BranchCode).HasMaxLength(20);
        builder.Property(c => c.Channel).HasMaxLength(20);
        builder.Property(c => c.CustomerName).HasMaxLength(200);
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.Property<string>(BodyColumn).IsRequired();
        builder.Property<Guid?>("SubmissionId");
        builder.Ignore(c => c.Body).Ignore(c => c.Process).Ignore(c => c.Facts).Ignore(c => c.Checklist).Ignore(c => c.Pages)
            .Ignore(c => c.Fields).Ignore(c => c.Keyings).Ignore(c => c.Evidence).Ignore(c => c.Events).Ignore(c => c.LivePages).Ignore(c => c.IsFinished);
        builder.HasIndex(c => c.Number).IsUnique();
        builder.HasIndex("SubmissionId").IsUnique();
        builder.HasIndex(c => new { c.BranchCode, c.SubmittedAt });
        builder.HasIndex(c => new { c.Status, c.DueAt });
        builder.HasIndex(c => c.FinishedAt);
        builder.HasIndex(c => c.SubmittedAt);
    }
}

/// <summary>The timeline.</summary>
internal sealed class CaseEventConfiguration : IEntityTypeConfiguration<CaseEvent>
{
    public void Configure(EntityTypeBuilder<CaseEvent> builder)
    {
        builder.ToTable("CaseEvents");
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Code).HasMaxLength(60);
        builder.Property(e => e.Element).HasMaxLength(120);
        builder.Property(e => e.Text).HasMaxLength(2000);
        builder.HasIndex(e => new { e.CaseId, e.At });
    }
}

/// <summary>What a case can be found by: voucher numbers, accounts, page hashes.</summary>
internal sealed class CaseKey
{
    public required Guid CaseId { get; init; }

    /// <summary><c>voucher</c>, <c>account</c>, <c>page</c> (content hash) or <c>look</c> (difference hash).</summary>
    public required string Kind { get; init; }

    public required string Value { get; init; }
}

internal sealed class CaseKeyConfiguration : IEntityTypeConfiguration<CaseKey>
{
    public void Configure(EntityTypeBuilder<CaseKey> builder)
    {
        builder.ToTable("CaseKeys");
        builder.HasKey(k => new { k.Kind, k.Value, k.CaseId });
        builder.Property(k => k.Kind).HasMaxLength(20);
        builder.Property(k => k.Value).HasMaxLength(100);
        builder.HasIndex(k => k.CaseId);
    }
}

/// <summary>Blocks of case numbers handed out to nodes, per business date.</summary>
internal sealed class CaseNumberBlock
{
    public required DateOnly BusinessDate { get; init; }

    public int Next { get; set; }

    public Guid Version { get; set; }
}

internal sealed class CaseNumberBlockConfiguration : IEntityTypeConfiguration<CaseNumberBlock>
{
    public void Configure(EntityTypeBuilder<CaseNumberBlock> builder)
    {
        builder.ToTable("CaseNumberBlocks");
        builder.HasKey(b => b.BusinessDate);
        builder.Property(b => b.Version).IsConcurrencyToken();
    }
}

/// <summary>How a field of a finished case came to its value: accuracy of machines and keyers is computed from these.</summary>
internal sealed class FieldOutcome
{
    public required Guid CaseId { get; init; }

    public required string FieldCode { get; init; }

    public string FieldType { get; init; } = "";

    public string? TemplateKey { get; init; }

    public int TemplateVersion { get; init; }

    public string Engine { get; init; } = "";

    public int Calibration { get; init; }

    public bool Eligible { get; init; }

    public string? SliceHash { get; init; }

    /// <summary>JSON list of <see cref="Domain.Recognition.Accuracy.KeyerTruth"/>; empty = nobody.</summary>
    public string Keyers { get; init; } = "";

    public required string Source { get; init; }

    public bool MachineRight { get; init; }

    public bool MachineSure { get; init; }

    public double MachineConfidence { get; init; }

    public DateTimeOffset At { get; init; }
}

internal sealed class FieldOutcomeConfiguration : IEntityTypeConfiguration<FieldOutcome>
{
    public void Configure(EntityTypeBuilder<FieldOutcome> builder)
    {
        builder.ToTable("CaseFieldOutcomes");
        builder.HasKey(o => new { o.CaseId, o.FieldCode });
        builder.Property(o => o.FieldCode).HasMaxLength(60);
        builder.Property(o => o.FieldType).HasMaxLength(30).HasDefaultValue("");
        builder.Property(o => o.TemplateKey).HasMaxLength(60);
        builder.Property(o => o.Engine).HasMaxLength(80).HasDefaultValue("");
        builder.Property(o => o.SliceHash).HasMaxLength(80);
        builder.Property(o => o.Keyers).HasDefaultValue("");
        builder.Property(o => o.Source).HasMaxLength(20);
        builder.HasIndex(o => o.At);
    }
}
