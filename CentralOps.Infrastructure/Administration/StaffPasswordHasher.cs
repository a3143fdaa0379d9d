using CentralOps.Domain.Administration;
using CentralOps.Infrastructure.Database.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CentralOps.Infrastructure.Administration;

/// <summary>Passwords as Identity hashes them; a one-time code is kept in their place as the hashes of its two halves, so that nobody need ever know both.</summary>
internal sealed class StaffPasswordHasher(IOptions<PasswordHasherOptions> options) : PasswordHasher<StaffUser>(options), ICodeHasher
{
    private const string Code = "code:";
    private static readonly StaffUser s_anybody = new() { DisplayName = "", BranchCode = "" };

    /// <summary>What is kept in place of a password's hash.</summary>
    public static string Of(CodeHashes code) => $"{Code}{code.First} {code.Second}";

    public string Hash(string half) => HashPassword(s_anybody, half);

    public override PasswordVerificationResult VerifyHashedPassword(StaffUser user, string hashedPassword, string providedPassword)
    {
        if (!hashedPassword.StartsWith(Code, StringComparison.Ordinal))
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        var hashes = hashedPassword[Code.Length..].Split(' ');
        var (first, second) = OneTimeCode.Read(providedPassword) ?? ("", "");
        var (one, two) = (base.VerifyHashedPassword(user, hashes[0], first), base.VerifyHashedPassword(user, hashes[1], second));
        return one != PasswordVerificationResult.Failed && two != PasswordVerificationResult.Failed ? PasswordVerificationResult.Success : PasswordVerificationResult.Failed;
    }
}
