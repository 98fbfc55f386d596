using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Routes;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>What delays and aborts have in common.</summary>
internal static class Faults
{
    /// <summary>A fault that only marked requests meet is a test; one that anybody meets is an outage.</summary>
    public static Severity SeverityOf(RouteModel route, FaultModel fault) =>
        fault.IsConditional || route.Match.Conditions.Count > 0 ? Severity.Warning : Severity.Error;
}
