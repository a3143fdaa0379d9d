using CentralOps.Domain.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CentralOps.Infrastructure.Audit.Persistence;

internal sealed class AuditEntryMapping : IEntityTypeConfiguration<AuditEntry>
{
    internal const int Who = 100, What = 100, ObjectKind = 50, ObjectId = 200, Node = 100;

    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("AuditEntries");
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Who).HasMaxLength(Who);
        builder.Property(e => e.What).HasMaxLength(What);
        builder.Property(e => e.ObjectKind).HasMaxLength(ObjectKind);
        builder.Property(e => e.ObjectId).HasMaxLength(ObjectId);
        builder.Property(e => e.Node).HasMaxLength(Node);
        builder.Property(e => e.Hash).HasMaxLength(64).IsUnicode(false);
        builder.HasIndex(e => e.At);
        builder.HasIndex(e => new { e.ObjectId, e.At });
        builder.HasIndex(e => new { e.Who, e.At });
    }
}

internal sealed class AuditBlockMapping : IEntityTypeConfiguration<AuditBlock>
{
    public void Configure(EntityTypeBuilder<AuditBlock> builder)
    {
        builder.ToTable("AuditBlocks");
        builder.HasKey(b => b.Number);
        builder.Property(b => b.Number).ValueGeneratedNever();
        builder.Property(b => b.Previous).HasMaxLength(64).IsUnicode(false);
        builder.Property(b => b.Hash).HasMaxLength(64).IsUnicode(false);
    }
}

internal sealed class AuditSealMapping : IEntityTypeConfiguration<AuditSeal>
{
    public void Configure(EntityTypeBuilder<AuditSeal> builder)
    {
        builder.ToTable("AuditSeals");
        builder.HasKey(s => s.EntryId);
        builder.Property(s => s.EntryId).ValueGeneratedNever();
        builder.Property(s => s.RowHash).HasMaxLength(64).IsUnicode(false);
        builder.HasIndex(s => new { s.Block, s.Position }).IsUnique();
    }
}
