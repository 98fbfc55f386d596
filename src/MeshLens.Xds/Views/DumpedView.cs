using MeshLens.Xds.Debug;
using MeshLens.Xds.Model;
using MeshLens.Xds.Resources;
using MeshLens.Xds.State;

namespace MeshLens.Xds.Views;

/// <summary>What one proxy has, as it was told last.</summary>
internal sealed record DumpedView(ResourceSnapshot Snapshot, ConfigurationState State)
{
    private const string Borrowed = "Endpoints are those that MeshLens is served itself: a dump of istiod has none, and the proxy's zone may order them differently.";

    /// <summary>The same object when the proxy has what it had.</summary>
    public static DumpedView Then(DumpedView? before, WorkloadView answer, ResourceSnapshot own, ConfigurationView place, DateTimeOffset at)
    {
        var told = answer.Configuration.Of(ResourceTypes.Endpoints).IsEmpty;
        var whole = answer.Configuration.With(ResourceTypes.Addresses, own.Of(ResourceTypes.Addresses));
        var snapshot = (told ? whole.With(ResourceTypes.Endpoints, Named(whole, own)) : whole).Reusing(before?.Snapshot ?? ResourceSnapshot.Empty);
        if (before is not null && snapshot == before.Snapshot && place.Reader == before.State.Model.View.Reader && place.IsAt(before.State.Model.View))
        {
            return before;
        }

        var view = place with { Unseen = told ? [Borrowed] : [] };
        return new(snapshot, (before?.State ?? ConfigurationState.Nothing(view)).Then(ConfigurationModel.Of(snapshot, view, ControlPlaneFacts.None), at));
    }

    // Those of clusters that the proxy does not know are none of its business.
    private static IEnumerable<KeyValuePair<string, MeshResource>> Named(ResourceSnapshot told, ResourceSnapshot own)
    {
        var endpoints = own.Of(ResourceTypes.Endpoints);
        return told.Of(ResourceTypes.Clusters).Values.SelectMany(static cluster => cluster.References).Distinct()
            .Where(endpoints.ContainsKey).Select(name => KeyValuePair.Create(name, endpoints[name]));
    }
}
