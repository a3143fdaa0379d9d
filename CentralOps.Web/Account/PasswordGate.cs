using CentralOps.Domain.Administration;

namespace CentralOps.Web.Account;

/// <summary>Whoever logs in with a password that somebody else gave them changes it before anything else.</summary>
internal sealed class PasswordGate(RequestDelegate next)
{
    /// <summary>Sends page requests to the password page; everything else is refused.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        if (!context.User.HasClaim(c => c.Type == SessionClaims.MustChangePassword)
            || context.Request.Path.StartsWithSegments("/account")
            || context.Request.Path.StartsWithSegments("/preferences")
            || Path.HasExtension(context.Request.Path))
            return next(context);
        if (HttpMethods.IsGet(context.Request.Method))
            context.Response.Redirect("/account/password");
        else
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
