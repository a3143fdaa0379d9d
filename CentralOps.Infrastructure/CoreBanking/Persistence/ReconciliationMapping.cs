using CentralOps.Domain.CoreBanking.Reconciliation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CentralOps.Infrastructure.CoreBanking.Persistence;

internal sealed class ReconciliationRunMapping : IEntityTypeConfiguration<ReconciliationRun>
{
    public void Configure(EntityTypeBuilder<ReconciliationRun> builder)
    {
        builder.ToTable("CoreBankingReconciliationRuns");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasIndex(r => new { r.BusinessDate, r.At });
        builder.HasMany(r => r.Breaks).WithOne().HasForeignKey(b => b.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ReconciliationBreakMapping : IEntityTypeConfiguration<ReconciliationBreak>
{
    public void Configure(EntityTypeBuilder<ReconciliationBreak> builder)
    {
        builder.ToTable("CoreBankingReconciliationBreaks");
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.Property(b => b.IdempotencyKey).HasMaxLength(100);
        builder.Property(b => b.CaseNumber).HasMaxLength(30);
        builder.Property(b => b.Ours).HasMaxLength(500);
        builder.Property(b => b.Core).HasMaxLength(1000);
    }
}
