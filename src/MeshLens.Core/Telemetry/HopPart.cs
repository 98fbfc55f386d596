using System.Text.Json.Serialization;

namespace MeshLens.Core.Telemetry;

/// <summary>One part of the time that a request spent at one proxy. The numbers are stored: never reuse or renumber one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HopPart>))]
public enum HopPart : byte
{
    /// <summary>First to last byte of the request as it arrived. The sender's time.</summary>
    [JsonStringEnumMemberName("receive")]
    Receive = 0,

    /// <summary>
    /// Request complete to its first byte sent on: filters, authorisation, injected delays, waiting for a connection, connecting,
    /// TLS, and every attempt before the last one.
    /// </summary>
    [JsonStringEnumMemberName("before-upstream")]
    BeforeUpstream = 1,

    /// <summary>First to last byte of the request as it was sent on.</summary>
    [JsonStringEnumMemberName("send")]
    Send = 2,

    /// <summary>Request sent on to the first byte of the response: the path and whatever is behind it.</summary>
    [JsonStringEnumMemberName("upstream-wait")]
    UpstreamWait = 3,

    /// <summary>First to last byte of the response as it arrived.</summary>
    [JsonStringEnumMemberName("body")]
    Body = 4,

    /// <summary>Last byte of the response arrived to last byte passed on: response filters, a slow receiver.</summary>
    [JsonStringEnumMemberName("after")]
    After = 5,

    /// <summary>First byte of the request to the end of the stream. Contains all parts above.</summary>
    [JsonStringEnumMemberName("total")]
    Total = 6,

    /// <summary>First byte of the response arrived to first byte passed on: response filters alone. Within body and after.</summary>
    [JsonStringEnumMemberName("response-filters")]
    ResponseFilters = 7,

    /// <summary>Waiting for a connection of the pool, connecting included. Within before-upstream.</summary>
    [JsonStringEnumMemberName("pool-wait")]
    PoolWait = 8,

    /// <summary>TCP connect to the upstream host, once per connection. Within before-upstream.</summary>
    [JsonStringEnumMemberName("connect")]
    Connect = 9,

    /// <summary>TLS handshake with the upstream host, once per connection. Within before-upstream.</summary>
    [JsonStringEnumMemberName("tls")]
    Tls = 10,

    /// <summary>How long a TCP connection through the proxy lived. Never a latency.</summary>
    [JsonStringEnumMemberName("lifetime")]
    Lifetime = 11,
}
