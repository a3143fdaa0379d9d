using CentralOps.Domain.Administration;
using CentralOps.Domain.Administration.Changes;
using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Database.Identity;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Infrastructure.Administration;

/// <summary>People, rights, branches, posts and parameters.</summary>
public static class AdministrationRegistration
{
    /// <summary>Adds the stores, Identity and the log-in.</summary>
    public static IServiceCollection AddAdministration(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DemoOptions>().Bind(configuration.GetSection(DemoOptions.Section));
        services.AddOptions<SessionOptions>().Bind(configuration.GetSection(SessionOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<SetupOptions>().Bind(configuration.GetSection(SetupOptions.Section));
        services.AddSingleton<StaffDirectory>().AddSingleton<IStaffDirectory>(p => p.GetRequiredService<StaffDirectory>());
        services.AddSingleton<Branches>().AddSingleton<IBranches>(p => p.GetRequiredService<Branches>());
        services.AddSingleton<WorkPostCatalogue>().AddSingleton<IWorkPosts>(p => p.GetRequiredService<WorkPostCatalogue>());
        services.AddSingleton<ParameterBook>().AddSingleton<IParameters>(p => p.GetRequiredService<ParameterBook>());
        services.AddSingleton<LiveSessions>().AddSingleton<ISessions>(p => p.GetRequiredService<LiveSessions>());
        services.AddSingleton<IBusinessCalendar, BusinessCalendar>();
        services.AddSingleton<IDemoPeople, DemoPeople>();
        services.AddScoped<IFirstContent, ShippedContent>();
        services.AddScoped<IFirstContent, FirstAdministrators>();
        services.AddScoped<IFirstContent, DemoBank>();

        services.AddDataProtection().SetApplicationName("CentralOps").PersistKeysToDbContext<CentralOpsDbContext>();
        services.AddHttpContextAccessor();
        services.AddSingleton<StaffPasswordHasher>().AddSingleton<ICodeHasher>(p => p.GetRequiredService<StaffPasswordHasher>());
        services.AddSingleton<IPasswordHasher<StaffUser>>(p => p.GetRequiredService<StaffPasswordHasher>());
        services.AddIdentityCore<StaffUser>(o =>
            {
                o.Password.RequiredLength = 10;
                o.Password.RequireDigit = true;
                o.Password.RequireLowercase = true;
                o.Password.RequireUppercase = true;
                o.Password.RequireNonAlphanumeric = false;
                o.Lockout.MaxFailedAccessAttempts = 5;
                o.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
                o.User.RequireUniqueEmail = false;
            })
            .AddRoles<StaffRole>()
            .AddEntityFrameworkStores<CentralOpsDbContext>()
            .AddClaimsPrincipalFactory<StaffClaims>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.AddScoped<IAccount, Account>();
        services.AddSingleton<IPeopleStore, PeopleStore>();
        services.AddSingleton<IRoleStore, RoleStore>();
        services.AddSingleton<IReferenceDataStore, ReferenceDataStore>();
        services.AddSingleton<PersonCheck>();
        services.AddSingleton<ManagePeople>().AddSingleton<IControlled>(p => p.GetRequiredService<ManagePeople>());
        services.AddSingleton<ManageRoles>().AddSingleton<IControlled>(p => p.GetRequiredService<ManageRoles>());
        services.AddSingleton<ManageReferenceData>();
        services.AddSingleton<ManagePosts>().AddSingleton<IControlled>(p => p.GetRequiredService<ManagePosts>());
        services.AddSingleton<ManageParameters>().AddSingleton<IControlled>(p => p.GetRequiredService<ManageParameters>());
        services.AddSingleton<ProposedChanges>().AddSingleton<IProposedChanges>(p => p.GetRequiredService<ProposedChanges>());
        services.AddSingleton<ProposeChange>();
        services.AddSingleton<DecideOnChange>();
        return services;
    }
}
