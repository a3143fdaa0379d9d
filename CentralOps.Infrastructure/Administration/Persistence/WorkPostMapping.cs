using CentralOps.Domain.Administration;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CentralOps.Infrastructure.Administration.Persistence;

internal sealed class WorkPostMapping : IEntityTypeConfiguration<WorkPost>
{
    public void Configure(EntityTypeBuilder<WorkPost> builder)
    {
        builder.ToTable("AdministrationWorkPosts");
        builder.HasKey(p => p.Code);
        builder.Ignore(p => p.Decides);
        builder.Property(p => p.Code).HasMaxLength(32);
        builder.Property(p => p.NameZh).HasMaxLength(64);
        builder.Property(p => p.NameEn).HasMaxLength(64);
        builder.Property(p => p.Tasks).HasMaxLength(400).HasConversion(
            tasks => string.Join(',', tasks),
            text => text.Split(',', StringSplitOptions.RemoveEmptyEntries).ToList(),
            new ValueComparer<List<string>>(
                (a, b) => a!.SequenceEqual(b!),
                tasks => tasks.Aggregate(0, (hash, task) => HashCode.Combine(hash, task)),
                tasks => tasks.ToList()));
        builder.Property(p => p.Version).IsConcurrencyToken();
    }
}
