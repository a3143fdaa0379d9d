using CentralOps.Domain.Entry.KnownAnswers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CentralOps.Infrastructure.Entry.Persistence;

internal sealed class KnownAnswerConfiguration : IEntityTypeConfiguration<KnownAnswer>
{
    public void Configure(EntityTypeBuilder<KnownAnswer> builder)
    {
        builder.ToTable("EntryKnownAnswers");
        builder.HasKey(a => a.Id);
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.FieldCode).HasMaxLength(100);
        builder.Property(a => a.FieldType).HasMaxLength(30);
        builder.Property(a => a.SliceHash).HasMaxLength(64);
        builder.Property(a => a.TemplateKey).HasMaxLength(100);
        builder.Property(a => a.Keyers).HasMaxLength(400);
        builder.HasIndex(a => new { a.CaseId, a.FieldCode }).IsUnique();
        builder.HasIndex(a => new { a.Active, a.FieldType });
    }
}

internal sealed class KnownAnswerKeyingConfiguration : IEntityTypeConfiguration<KnownAnswerKeying>
{
    public void Configure(EntityTypeBuilder<KnownAnswerKeying> builder)
    {
        builder.ToTable("EntryKnownAnswerKeyings");
        builder.HasKey(k => k.Id);
        builder.Property(k => k.Id).ValueGeneratedNever();
        builder.Property(k => k.FieldCode).HasMaxLength(100);
        builder.Property(k => k.TemplateKey).HasMaxLength(100);
        builder.HasIndex(k => k.ItemId).IsUnique();
        builder.HasIndex(k => new { k.KnownAnswerId, k.UserId });
        builder.HasIndex(k => k.At);
    }
}

/// <summary>A person's own shortcuts.</summary>
internal sealed class Keyboard
{
    public required Guid UserId { get; init; }

    /// <summary>Command → key, as JSON.</summary>
    public required string Keys { get; set; }

    public DateTimeOffset ChangedAt { get; set; }
}

internal sealed class KeyboardConfiguration : IEntityTypeConfiguration<Keyboard>
{
    public void Configure(EntityTypeBuilder<Keyboard> builder)
    {
        builder.ToTable("EntryKeyboards");
        builder.HasKey(k => k.UserId);
        builder.Property(k => k.UserId).ValueGeneratedNever();
        builder.Property(k => k.Keys).HasMaxLength(1000);
    }
}
