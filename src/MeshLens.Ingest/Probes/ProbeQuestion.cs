using System.Diagnostics.CodeAnalysis;
using MeshLens.Core.Probes;
using MeshLens.Grains.Probes;

namespace MeshLens.Ingest.Probes;

/// <summary>Reads a question: who is meant, who asks, and whether the operator allows it.</summary>
internal sealed class ProbeQuestion(ProbeNodes nodes, ProbeTargets targets)
{
    private const int MostNodes = 16;
    private const int UsualNodes = 4;
    private const string Remedy = "The operator of MeshLens can allow it: --probe-allow with an address, a network or a name.";

    public bool TryAccept(ProbeRequest request, [NotNullWhen(true)] out AcceptedProbe? accepted, out ProbeRefusal refusal)
    {
        accepted = null;
        refusal = Mistakes(request, out var target, out var protocol);
        if (refusal.Sentence is not null)
        {
            return false;
        }

        if (targets.Find(target!) is not { } found)
        {
            refusal = new(ProbeRefusalKind.Unknown, $"Nobody knows '{target!.Name}'{(target.Port == 0 ? "" : $" at port {target.Port}")}: give a node, a service with its namespace (payments.shop:8080 or shop/payments:8080), or an address.");
            return false;
        }

        if (!targets.IsAllowed(target!, found))
        {
            refusal = new(ProbeRefusalKind.Forbidden, $"'{request.Target}' is no known node or service of this mesh. {Remedy}");
            return false;
        }

        refusal = Ask(request, found, protocol, out accepted);
        return accepted is not null;
    }

    private static ProbeRefusal Mistakes(ProbeRequest request, out ProbeTargetName? target, out ProbeProtocol protocol)
    {
        List<string> mistakes = [];
        protocol = ProbeProtocol.None;
        if (!ProbeTargetName.TryParse(request.Target ?? "", out target))
        {
            mistakes.Add("target: give a node, a service (payments.shop:8080 or shop/payments:8080), or an address with a port or without.");
        }

        if (request.Protocol is { } name && !ProbeNames.TryRead(name, out protocol))
        {
            mistakes.Add("protocol: choose tcp, icmp or http.");
        }

        Check(mistakes, "count", request.Count, 1, 100);
        Check(mistakes, "intervalMs", request.IntervalMs, 100, 10_000);
        Check(mistakes, "timeoutMs", request.TimeoutMs, 10, 10_000);
        if (request.Path is { } path && (path is not ['/', ..] || path.Length > 1024 || path.Any(static letter => letter is <= ' ' or > '~')))
        {
            mistakes.Add("path: it begins with a slash and has printable letters alone.");
        }

        return mistakes.Count == 0 ? default : new(ProbeRefusalKind.Malformed, string.Join(' ', mistakes));
    }

    private static void Check(List<string> mistakes, string name, int? value, int least, int most)
    {
        if (value is { } given && (given < least || given > most))
        {
            mistakes.Add($"{name}: {given} is out of range, choose {least} to {most}.");
        }
    }

    private ProbeRefusal Ask(ProbeRequest request, in ProbeResolution found, ProbeProtocol wanted, out AcceptedProbe? accepted)
    {
        accepted = null;
        var protocol = wanted != ProbeProtocol.None ? wanted : found.Port == 0 ? ProbeProtocol.Icmp : ProbeProtocol.Tcp;
        if (protocol != ProbeProtocol.Icmp && found.Port == 0)
        {
            return new(ProbeRefusalKind.Malformed, $"target: {ProbeNames.Of(protocol)} needs a port: write {request.Target}:8080.");
        }

        var able = nodes.All().FindAll(static node => node.Agent is not null);
        var from = request.From is { Count: > 0 } named ? able.FindAll(node => named.Contains(node.Name)) : able.GetRange(0, Math.Min(able.Count, UsualNodes));
        if (from.Count == 0 || from.Count < (request.From?.Distinct().Count() ?? 0))
        {
            return new(ProbeRefusalKind.Unknown, able.Count == 0
                ? "No agent takes part in probing: start agents with --probe, or 'meshlens-agent probe'."
                : $"from: not all of these nodes probe; those that do: {string.Join(", ", able.Take(MostNodes).Select(static node => node.Name))}.");
        }

        if (from.Count > MostNodes || from.Exists(node => node.Cluster != from[0].Cluster))
        {
            return new(ProbeRefusalKind.Malformed, $"from: choose at most {MostNodes} nodes, of one cluster.");
        }

        accepted = new(
            request.Target, found.Address.ToString(), protocol == ProbeProtocol.Icmp ? 0 : found.Port, ProbeNames.Of(protocol), request.Count ?? 5,
            request.IntervalMs ?? 1_000, request.TimeoutMs ?? 950, [.. from.Select(static node => node.Name)], found.Host, request.Path ?? "/", from[0].Cluster);
        return default;
    }
}
