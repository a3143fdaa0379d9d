namespace CentralOps.Infrastructure.Imaging.Seals;

/// <summary>Affine map from specimen pixels to patch pixels: x' = A·x + B·y + C, y' = D·x + E·y + F.</summary>
internal readonly record struct SealPose(double A, double B, double C, double D, double E, double F)
{
    /// <summary>A rotation about two matching centres.</summary>
    public static SealPose Rotation(double degrees, double fromX, double fromY, double toX, double toY)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        return new(cos, -sin, toX - cos * fromX + sin * fromY, sin, cos, toY - sin * fromX - cos * fromY);
    }

    /// <summary>Rotation in degrees.</summary>
    public double Degrees => Math.Atan2(D - B, A + E) * 180 / Math.PI;

    /// <summary>Enlargement: 1 = same size.</summary>
    public double Scale => Math.Sqrt(Math.Abs(A * E - B * D));

    /// <summary>Difference of the two principal stretches, relative: 0 = a pure similarity.</summary>
    public double Anisotropy
    {
        get
        {
            var (s, d) = (Math.Sqrt((A + E) * (A + E) + (D - B) * (D - B)), Math.Sqrt((A - E) * (A - E) + (D + B) * (D + B)));
            return d / Math.Max(s, 1e-9) * 2;
        }
    }

    /// <summary>The same map between planes that are both <paramref name="factor"/> times larger.</summary>
    public SealPose Enlarged(double factor) => this with { C = C * factor, F = F * factor };

    /// <summary>This map after <paramref name="first"/>.</summary>
    public SealPose After(SealPose first) => new(
        A * first.A + B * first.D, A * first.B + B * first.E, A * first.C + B * first.F + C,
        D * first.A + E * first.D, D * first.B + E * first.E, D * first.C + E * first.F + F);

    /// <summary>The map back.</summary>
    public SealPose Inverse()
    {
        var det = A * E - B * D;
        var (a, b, d, e) = (E / det, -B / det, -D / det, A / det);
        return new(a, b, -(a * C + b * F), d, e, -(d * C + e * F));
    }
}
