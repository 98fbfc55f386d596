using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>The endpoints of a cluster in one place and priority.</summary>
/// <param name="Region">Its region.</param>
/// <param name="Zone">Its zone.</param>
/// <param name="Priority">Its priority.</param>
/// <param name="Weight">What the locality gets, among those of its priority.</param>
/// <param name="EndpointWeight">What its endpoints weigh together.</param>
internal readonly record struct Locality(string Region, string Zone, uint Priority, double Weight, double EndpointWeight)
{
    public bool IsAt(ConfigurationView view) => Zone == view.Zone && (view.Region.Length == 0 || Region == view.Region);
}
