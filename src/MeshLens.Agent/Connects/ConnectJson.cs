using System.Buffers;
using System.Text;
using System.Text.Json;
using MeshLens.Core.Signals;

namespace MeshLens.Agent.Connects;

/// <summary>One JSON object per line, for scripts.</summary>
internal sealed class ConnectJson(ulong startedAt) : IConnectFormat
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public string? Header => null;

    public string Format(in ConnectLine line)
    {
        _buffer.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_buffer);
        json.WriteStartObject();
        json.WriteNumber("seconds", Math.Round(line.SecondsSince(startedAt), 6));
        json.WriteNumber("pid", line.ProcessId);
        json.WriteString("comm", line.Process);
        json.WriteNumber("ip", line.Family);
        json.WriteString("saddr", line.Local.ToString());
        json.WriteNumber("lport", line.LocalPort);
        json.WriteString("daddr", line.Remote.ToString());
        json.WriteNumber("dport", line.RemotePort);
        json.WriteNumber("latencyMs", line.LatencyNs / 1e6);
        json.WriteNumber("synRetransmits", line.SynRetransmits);
        json.WriteString("failure", line.Failure == FailureReason.None ? null : FailureReasonNames.Of(line.Failure));
        json.WriteNumber("cgroup", line.Cgroup);
        json.WriteNumber("netns", line.NetworkNamespace);
        json.WriteNumber("clientSequence", line.Id.ClientIsn);
        json.WriteNumber("serverSequence", line.Id.ServerIsn);
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(_buffer.WrittenSpan);
    }
}
