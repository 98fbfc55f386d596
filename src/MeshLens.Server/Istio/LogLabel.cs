using MeshLens.Core.Telemetry;

namespace MeshLens.Server.Istio;

/// <summary>One label of an access log.</summary>
/// <param name="Attribute">What it says.</param>
/// <param name="Operator">Envoy's word for it.</param>
/// <param name="Since">The minor version of Istio whose proxies know the operator. An older proxy refuses the whole listener for it.</param>
internal sealed record LogLabel(AccessAttribute Attribute, string Operator, int Since);
