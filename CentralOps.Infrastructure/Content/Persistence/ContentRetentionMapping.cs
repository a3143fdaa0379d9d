using CentralOps.Domain.Content;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CentralOps.Infrastructure.Content.Persistence;

internal sealed class ContentRetentionMapping : IEntityTypeConfiguration<ContentRetention>
{
    public void Configure(EntityTypeBuilder<ContentRetention> builder)
    {
        builder.ToTable("ContentRetentions");
        builder.HasKey(r => r.Hash);
        builder.Property(r => r.Hash).HasMaxLength(64).IsUnicode(false);
        builder.HasIndex(r => new { r.RemovedAt, r.Until });
    }
}
