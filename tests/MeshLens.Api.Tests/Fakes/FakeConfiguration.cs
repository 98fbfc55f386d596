using MeshLens.Api.Configuration;
using MeshLens.Core.Edges;
using MeshLens.Xds;
using MeshLens.Xds.Changes;
using MeshLens.Xds.Dumps;
using MeshLens.Xds.Findings;
using MeshLens.Xds.Model;

namespace MeshLens.Api.Tests.Fakes;

/// <summary>A mesh of one service with a route timeout of 50 ms and two zones.</summary>
internal sealed class FakeConfiguration : IConfigurationAnswers
{
    private const string Dump = """
        [
          {"@type": "type.googleapis.com/envoy.config.cluster.v3.Cluster", "name": "outbound|8080||payments.shop.svc.cluster.local", "type": "EDS", "connect_timeout": "10s",
           "eds_cluster_config": {"service_name": "outbound|8080||payments.shop.svc.cluster.local"}},
          {"@type": "type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment", "cluster_name": "outbound|8080||payments.shop.svc.cluster.local",
           "endpoints": [{"locality": {"region": "region-1", "zone": "zone-1"},
             "lb_endpoints": [{"endpoint": {"address": {"socket_address": {"address": "10.0.0.1", "port_value": 8080}}}, "health_status": "HEALTHY"}]}]},
          {"@type": "type.googleapis.com/envoy.config.route.v3.RouteConfiguration", "name": "8080", "virtual_hosts": [{
            "name": "payments.shop.svc.cluster.local:8080", "domains": ["payments.shop.svc.cluster.local"], "routes": [{
              "match": {"prefix": "/"},
              "route": {"cluster": "outbound|8080||payments.shop.svc.cluster.local", "timeout": "0.05s"},
              "metadata": {"filter_metadata": {"istio": {"config": "/apis/networking.istio.io/v1/namespaces/shop/virtual-service/payments"}}}}]}]},
          {"@type": "type.googleapis.com/envoy.config.listener.v3.Listener", "name": "0.0.0.0_8080", "traffic_direction": "OUTBOUND", "filter_chains": [{"filters": [{
            "name": "http", "typed_config": {"@type": "type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
              "rds": {"route_config_name": "8080"}, "http_filters": [{"name": "envoy.filters.http.router"}]}}]}]}
        ]
        """;

    private readonly ConfigurationState _state = Create();

    public IReadOnlyList<Finding> Findings => _state.Findings;

    public IReadOnlyList<string> Missing => _state.Model.View.Unseen;

    public EdgeConfiguration? Find(EdgeKey edge, DateTimeOffset? onset) =>
        EdgeConfiguration.Of(_state, $"{edge.DestinationName}.{edge.DestinationNamespace}", edge.Port, onset);

    private static ConfigurationState Create()
    {
        var model = ConfigurationModel.Of(
            DumpReader.Read(Dump).Snapshot, new(ViewKind.Own, "meshlens-0.istio-system", "istio-system", "", "", ["Not every view was read."]), ControlPlaneFacts.None);
        return new(FakeAnswers.Start, model, RuleBook.Judge(model), ChangeLog.Empty);
    }
}
