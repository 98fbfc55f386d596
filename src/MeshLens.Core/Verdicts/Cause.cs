using System.Text.Json.Serialization;
using Orleans;

namespace MeshLens.Core.Verdicts;

/// <summary>What is wrong, within the class that owns it. Written <c>class/name</c>.</summary>
/// <param name="Name">Empty for <see cref="Healthy"/> and <see cref="Undetermined"/>.</param>
[GenerateSerializer, Immutable, Alias("meshlens.cause")]
[JsonConverter(typeof(CauseJsonConverter))]
public readonly record struct Cause(
    [property: Id(0)] VerdictClass Class,
    [property: Id(1)] string? Name)
{
    public static Cause Undetermined => new(VerdictClass.Undetermined, null);

    public static Cause Healthy => new(VerdictClass.Healthy, null);

    /// <summary>The path got slower: packets take longer, none are lost.</summary>
    public static Cause NetworkRtt => new(VerdictClass.Network, "rtt");

    /// <summary>Connection requests are lost on the way.</summary>
    public static Cause NetworkSynLoss => new(VerdictClass.Network, "syn-loss");

    /// <summary>Data is lost on the way and connections stand still until it is sent again.</summary>
    public static Cause NetworkRetransmission => new(VerdictClass.Network, "retransmission");

    /// <summary>No packet gets through.</summary>
    public static Cause NetworkUnreachable => new(VerdictClass.Network, "unreachable");

    /// <summary>The name server answers late, fails or is silent.</summary>
    public static Cause NetworkDns => new(VerdictClass.Network, "dns");

    /// <summary>The destination takes longer between reading a request and answering.</summary>
    public static Cause SlowHandler => new(VerdictClass.Application, "slow-handler");

    /// <summary>The destination reads requests late: they wait in its socket.</summary>
    public static Cause Queueing => new(VerdictClass.Application, "queueing");

    /// <summary>The destination accepts connections too slowly: its accept queue is full.</summary>
    public static Cause Backlog => new(VerdictClass.Application, "backlog");

    /// <summary>The caller does not get to read its responses.</summary>
    public static Cause Caller => new(VerdictClass.Application, "caller");

    /// <summary>A CPU quota stops the destination.</summary>
    public static Cause CpuThrottled => new(VerdictClass.Application, "cpu-throttled");

    /// <summary>Nothing listens at the destination.</summary>
    public static Cause Refused => new(VerdictClass.Application, "refused");

    /// <summary>The destination ends connections on which its answer is waited for.</summary>
    public static Cause BrokenOff => new(VerdictClass.Application, "broken-off");

    /// <summary>The destination itself answers with errors.</summary>
    public static Cause Errors => new(VerdictClass.Application, "errors");

    /// <summary>One replica, or a few, are slow or fail by themselves, and the others do not.</summary>
    public static Cause BadEndpoint => new(VerdictClass.Application, "bad-endpoint");

    /// <summary>The path to one replica, or to a few, is slow or broken, and the paths to the others are not.</summary>
    public static Cause NetworkBadEndpoint => new(VerdictClass.Network, "bad-endpoint");

    /// <summary>The paths to all replicas of one zone got longer, and those to other zones did not.</summary>
    public static Cause NetworkBadZone => new(VerdictClass.Network, "bad-zone");

    /// <summary>Requests are spread unevenly, as the configuration predicts, and the replica that gets most cannot keep up.</summary>
    public static Cause Imbalance => new(VerdictClass.MeshConfig, "imbalance");

    public static bool TryParse(string? text, out Cause cause)
    {
        cause = default;
        var slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        if (!VerdictClassNames.TryParse(slash < 0 ? text : text![..slash], out var verdictClass))
        {
            return false;
        }

        cause = new(verdictClass, slash < 0 ? null : text![(slash + 1)..]);
        return true;
    }

    public override string ToString() => Name is null ? VerdictClassNames.Of(Class) : $"{VerdictClassNames.Of(Class)}/{Name}";
}
