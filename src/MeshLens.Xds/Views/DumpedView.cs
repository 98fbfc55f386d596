using MeshLens.Xds.Debug;
using MeshLens.Xds.Model;
using MeshLens.Xds.Resources;
using MeshLens.Xds.State;

namespace MeshLens.Xds.Views;

/// <summary>What one proxy has, as it was told last.</summary>
internal sealed record DumpedView(ResourceSnapshot Snapshot, ConfigurationState State)
{
    private const string Borrowed = "Endpoints are those that MeshLens is served itself: this dump of istiod has none, and the proxy's zone may order them differently.";
    private const string Elsewhere = "MeshLens is not in the proxy's zone, so that nothing is said of what crosses zones.";

    /// <summary>The same object when the proxy has what it had.</summary>
    public static DumpedView Then(DumpedView? before, WorkloadView answer, ResourceSnapshot own, ConfigurationView place, ConfigurationView ownPlace, DateTimeOffset at)
    {
        var whole = answer.Configuration.With(ResourceTypes.Addresses, own.Of(ResourceTypes.Addresses));
        var borrows = whole.Of(ResourceTypes.Endpoints).IsEmpty;
        var snapshot = (borrows ? whole.With(ResourceTypes.Endpoints, Named(whole, own)) : whole).Reusing(before?.Snapshot ?? ResourceSnapshot.Empty);
        var view = ViewFrom(place, borrows, ownPlace);
        if (before is not null && snapshot == before.Snapshot && view.Reader == before.State.Model.View.Reader && view.IsAt(before.State.Model.View)
            && view.HasEndpointsFromElsewhere == before.State.Model.View.HasEndpointsFromElsewhere)
        {
            return before;
        }

        return new(snapshot, (before?.State ?? ConfigurationState.Nothing(view)).Then(ConfigurationModel.Of(snapshot, view, ControlPlaneFacts.None), at));
    }

    private static ConfigurationView ViewFrom(ConfigurationView place, bool borrows, ConfigurationView ownPlace) =>
        !borrows ? place
        : place.IsAt(ownPlace) ? place with { Unseen = [Borrowed] }
        : place with { Unseen = [Borrowed, Elsewhere], HasEndpointsFromElsewhere = true };

    // Those of clusters that the proxy does not know are none of its business.
    private static IEnumerable<KeyValuePair<string, MeshResource>> Named(ResourceSnapshot told, ResourceSnapshot own)
    {
        var endpoints = own.Of(ResourceTypes.Endpoints);
        return told.Of(ResourceTypes.Clusters).Values.SelectMany(static cluster => cluster.References).Distinct()
            .Where(endpoints.ContainsKey).Select(name => KeyValuePair.Create(name, endpoints[name]));
    }
}
