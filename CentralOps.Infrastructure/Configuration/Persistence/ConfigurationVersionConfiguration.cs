using CentralOps.Domain.Versioning;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CentralOps.Infrastructure.Configuration.Persistence;

internal sealed class ConfigurationVersionConfiguration : IEntityTypeConfiguration<ConfigurationVersion>
{
    public void Configure(EntityTypeBuilder<ConfigurationVersion> builder)
    {
        builder.ToTable("ConfigurationVersions");
        builder.HasKey(v => v.Id);
        builder.Property(v => v.Id).ValueGeneratedNever();
        builder.Property(v => v.Kind).HasMaxLength(40);
        builder.Property(v => v.Key).HasMaxLength(100);
        builder.Property(v => v.Author).HasMaxLength(100);
        builder.Property(v => v.Publisher).HasMaxLength(100);
        builder.Property(v => v.Editors).HasMaxLength(1000);
        builder.Property(v => v.ChangedBy).HasMaxLength(100);
        builder.Property(v => v.Note).HasMaxLength(400);
        builder.Property(v => v.TestNote).HasMaxLength(400);
        builder.Property(v => v.Stamp).IsConcurrencyToken();
        builder.HasIndex(v => new { v.Kind, v.Key, v.Version }).IsUnique();
    }
}
