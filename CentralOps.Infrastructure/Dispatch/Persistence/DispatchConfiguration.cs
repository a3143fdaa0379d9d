using CentralOps.Domain.Dispatch;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CentralOps.Infrastructure.Dispatch.Persistence;

internal sealed class WorkItemConfiguration : IEntityTypeConfiguration<WorkItem>
{
    public const string Table = "DispatchWorkItems";

    public void Configure(EntityTypeBuilder<WorkItem> builder)
    {
        builder.ToTable(Table);
        builder.HasKey(w => w.Id);
        builder.Property(w => w.Id).ValueGeneratedNever();
        builder.Property(w => w.Step).HasMaxLength(60);
        builder.Property(w => w.Task).HasMaxLength(60);
        builder.Property(w => w.Post).HasMaxLength(60);
        builder.Property(w => w.BranchCode).HasMaxLength(20);
        builder.Property(w => w.BusinessType).HasMaxLength(60);
        builder.Property(w => w.ConflictKey).HasMaxLength(120);
        builder.Property(w => w.LastError).HasMaxLength(1000);
        builder.Property(w => w.Version).IsConcurrencyToken();
        builder.Property(w => w.CommandId).HasColumnName("FinishedBy");
        builder.Ignore(w => w.IsOpen).Ignore(w => w.IsHeld).Ignore(w => w.IsManaged);

        // The queue: the next task of a post is the first row of this index, whatever the backlog.
        builder.HasIndex(w => new { w.Post, w.State, w.SortKey });
        builder.HasIndex(w => new { w.CaseId, w.State });
        builder.HasIndex(w => new { w.State, w.LeaseUntil });
        builder.HasIndex(w => new { w.Kind, w.State, w.NotBefore });
        builder.HasIndex(w => w.FinishedAt);
    }
}

internal sealed class DutyConflictConfiguration : IEntityTypeConfiguration<DutyConflict>
{
    public const string Table = "DispatchConflicts";

    public void Configure(EntityTypeBuilder<DutyConflict> builder)
    {
        builder.ToTable(Table);
        builder.HasKey(c => new { c.UserId, c.Key });
        builder.Property(c => c.Key).HasMaxLength(120);
        builder.HasIndex(c => c.Key);
    }
}

internal sealed class DutySessionConfiguration : IEntityTypeConfiguration<DutySession>
{
    public void Configure(EntityTypeBuilder<DutySession> builder)
    {
        builder.ToTable("DispatchDutySessions");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Posts).HasMaxLength(400);
        builder.Property(s => s.Node).HasMaxLength(100);
        builder.Property(s => s.Version).IsConcurrencyToken();
        builder.Ignore(s => s.PostList);
        builder.HasIndex(s => s.OpenFor).IsUnique();
        builder.HasIndex(s => new { s.UserId, s.SignedInAt });
    }
}
