using MeshLens.Lab.Http;
using MeshLens.Lab.Proxies.Telemetry;

namespace MeshLens.Lab.Proxies.Sidecars;

/// <summary>What a proxy does with a request.</summary>
internal interface IRequestHandler
{
    /// <summary>Which end of an edge it speaks for.</summary>
    bool IsInbound { get; }

    /// <summary>Finds an answer and notes what happened on the way; null when the caller has left.</summary>
    byte[]? Answer(HttpConnection downstream, Hop hop);
}
