using Envoy.Admin.V3;
using Envoy.Config.Bootstrap.V3;
using Envoy.Extensions.Filters.Http.ExtAuthz.V3;
using Envoy.Extensions.Filters.Http.ExtProc.V3;
using Envoy.Extensions.Filters.Http.Fault.V3;
using Envoy.Extensions.Filters.Http.LocalRatelimit.V3;
using Envoy.Extensions.Filters.Http.Ratelimit.V3;
using Envoy.Extensions.Filters.Http.Router.V3;
using Envoy.Extensions.Filters.Http.Wasm.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Envoy.Extensions.Filters.Network.TcpProxy.V3;
using Envoy.Extensions.LoadBalancingPolicies.LeastRequest.V3;
using Envoy.Extensions.LoadBalancingPolicies.RingHash.V3;
using Envoy.Extensions.LoadBalancingPolicies.RoundRobin.V3;
using Envoy.Extensions.LoadBalancingPolicies.WrrLocality.V3;
using Envoy.Extensions.TransportSockets.Tls.V3;
using Envoy.Extensions.Upstreams.Http.V3;
using Google.Protobuf.Reflection;

namespace MeshLens.Xds.Dumps;

/// <summary>The messages whose JSON form can be read; what a dump holds beside them is kept as an opaque structure with its type.</summary>
internal static class KnownTypes
{
    public static TypeRegistry Registry { get; } = TypeRegistry.FromFiles(
        ConfigDumpReflection.Descriptor,
        BootstrapReflection.Descriptor,
        HttpConnectionManagerReflection.Descriptor,
        TcpProxyReflection.Descriptor,
        ExtAuthzReflection.Descriptor,
        ExtProcReflection.Descriptor,
        FaultReflection.Descriptor,
        LocalRateLimitReflection.Descriptor,
        RateLimitReflection.Descriptor,
        RouterReflection.Descriptor,
        WasmReflection.Descriptor,
        LeastRequestReflection.Descriptor,
        RingHashReflection.Descriptor,
        RoundRobinReflection.Descriptor,
        WrrLocalityReflection.Descriptor,
        TlsReflection.Descriptor,
        HttpProtocolOptionsReflection.Descriptor,
        Udpa.Type.V1.TypedStructReflection.Descriptor,
        global::Xds.Type.V3.TypedStructReflection.Descriptor);
}
