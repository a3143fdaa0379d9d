using CentralOps.Infrastructure.Database.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CentralOps.Infrastructure.Administration.Persistence;

internal sealed class StaffUserMapping : IEntityTypeConfiguration<StaffUser>
{
    public void Configure(EntityTypeBuilder<StaffUser> builder)
    {
        builder.ToTable("AdministrationUsers");
        builder.Property(u => u.DisplayName).HasMaxLength(64);
        builder.Property(u => u.BranchCode).HasMaxLength(16);
        builder.Property(u => u.Posts).HasMaxLength(400);
        builder.HasIndex(u => u.BranchCode);
    }
}
