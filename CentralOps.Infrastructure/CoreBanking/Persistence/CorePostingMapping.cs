using CentralOps.Domain.CoreBanking.Posting;
using CentralOps.Domain.CoreBanking.Reversals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CentralOps.Infrastructure.CoreBanking.Persistence;

internal sealed class CorePostingMapping : IEntityTypeConfiguration<CorePosting>
{
    public void Configure(EntityTypeBuilder<CorePosting> builder)
    {
        builder.ToTable("CoreBankingPostings");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.CaseNumber).HasMaxLength(30);
        builder.Property(p => p.Purpose).HasMaxLength(80);
        builder.Property(p => p.IdempotencyKey).HasMaxLength(40).IsUnicode(false);
        builder.Property(p => p.ReversesKey).HasMaxLength(40).IsUnicode(false);
        builder.Property(p => p.BusinessType).HasMaxLength(60);
        builder.Property(p => p.BranchCode).HasMaxLength(20);
        builder.Property(p => p.DebitAccount).HasMaxLength(40);
        builder.Property(p => p.DebitName).HasMaxLength(200);
        builder.Property(p => p.DebitBank).HasMaxLength(200);
        builder.Property(p => p.CreditAccount).HasMaxLength(40);
        builder.Property(p => p.CreditName).HasMaxLength(200);
        builder.Property(p => p.CreditBank).HasMaxLength(200);
        builder.Property(p => p.Summary).HasMaxLength(500);
        builder.Property(p => p.VoucherKind).HasMaxLength(60);
        builder.Property(p => p.VoucherNumber).HasMaxLength(40);
        builder.Property(p => p.JournalNumber).HasMaxLength(60);
        builder.Property(p => p.RefusalCode).HasMaxLength(60);
        builder.Property(p => p.RefusalText).HasMaxLength(300);
        builder.Property(p => p.LastError).HasMaxLength(300);
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.HasIndex(p => new { p.CaseId, p.Purpose, p.Round }).IsUnique();
        builder.HasIndex(p => p.IdempotencyKey).IsUnique();
        builder.HasIndex(p => p.BusinessDate);
        builder.HasIndex(p => new { p.State, p.NextAttemptAt });
    }
}

internal sealed class PostingReversalMapping : IEntityTypeConfiguration<PostingReversal>
{
    public void Configure(EntityTypeBuilder<PostingReversal> builder)
    {
        builder.ToTable("CoreBankingReversals");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Reason).HasMaxLength(500);
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.HasIndex(r => r.PostingId);
        builder.HasIndex(r => r.State);
    }
}
