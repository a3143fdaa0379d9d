using CentralOps.Domain.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CentralOps.Infrastructure.Outbox.Persistence;

internal sealed class OutboxMessageMapping : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("OutboxMessages");
        builder.HasKey(m => m.Number);
        builder.Property(m => m.Number).ValueGeneratedOnAdd();
        builder.Property(m => m.Topic).HasMaxLength(100);
        builder.Property(m => m.Key).HasMaxLength(100);
        builder.Property(m => m.LastError).HasMaxLength(500);
        builder.Property(m => m.Received).HasMaxLength(2000);
        builder.Property(m => m.Version).IsConcurrencyToken();
        builder.HasIndex(m => m.MessageId).IsUnique();
        builder.HasIndex(m => new { m.State, m.NextAttemptAt });
        builder.HasIndex(m => new { m.Key, m.Number });
    }
}
