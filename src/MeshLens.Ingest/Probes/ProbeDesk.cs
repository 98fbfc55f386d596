using System.Diagnostics.CodeAnalysis;
using MeshLens.Grains.Probes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MeshLens.Ingest.Probes;

/// <summary>Lets questions in: those that may be asked, and only so many at once.</summary>
internal sealed partial class ProbeDesk(
    ProbeNodes nodes, ProbeTargets targets, ProbeOrders orders, ProbeInstruments instruments, IOptions<ProbeOptions> options, TimeProvider time, ILogger<ProbeDesk> log) : IProbeDesk
{
    public bool TryAccept(ProbeRequest request, [NotNullWhen(true)] out IProbeRun? run, out ProbeRefusal refusal)
    {
        run = null;
        if (new ProbeQuestion(nodes, targets).TryAccept(request, out var accepted, out refusal) && HasRoom(ref refusal))
        {
            run = new ProbeRun(accepted, nodes, orders, instruments, time);
            instruments.CountAccepted();
            LogAsked(accepted.Count, accepted.Protocol, request.Target, accepted.Address, accepted.Port, string.Join(", ", accepted.From));
            return true;
        }

        instruments.CountRefused(refusal.Kind, request.Target ?? "");
        return false;
    }

    private bool HasRoom(ref ProbeRefusal refusal)
    {
        if (instruments.TryBegin(options.Value.MaximumQuestions))
        {
            return true;
        }

        refusal = new(ProbeRefusalKind.Busy, $"{options.Value.MaximumQuestions} questions are being answered already: ask again in a moment.");
        return false;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Somebody asks for {Count} probes of {Target} ({Address}, port {Port}) by {Protocol} from {Nodes}.")]
    private partial void LogAsked(int count, string protocol, string target, string address, int port, string nodes);
}
