using Envoy.Type.V3;

namespace MeshLens.Xds.Model.Routes;

/// <summary>Envoy's fractions, by the hundred, ten thousand or million, as a share from 0 to 1.</summary>
internal static class Fraction
{
    public static double Of(FractionalPercent? part) => part is null ? 0 : Math.Min(1, part.Numerator / (part.Denominator switch
    {
        FractionalPercent.Types.DenominatorType.TenThousand => 1e4,
        FractionalPercent.Types.DenominatorType.Million => 1e6,
        _ => 1e2,
    }));
}
