using System.Globalization;
using System.Text;
using MeshLens.Core.Signals;

namespace MeshLens.Agent.Connects;

/// <summary>The columns of bcc's tcpconnlat, and two more: SYNs that were sent again, and why a connect failed.</summary>
/// <param name="withTime">A first column with the seconds since <paramref name="startedAt"/>.</param>
/// <param name="withLocalPort">A column with the local port.</param>
/// <param name="wide">Columns with the socket's network namespace and cgroup, and the connection's id.</param>
/// <param name="startedAt">Nanoseconds of CLOCK_MONOTONIC.</param>
internal sealed class ConnectTable(bool withTime, bool withLocalPort, bool wide, ulong startedAt) : IConnectFormat
{
    private const int NameWidth = 12;
    private const int FailureWidth = 20;
    private const double NanosecondsPerMillisecond = 1e6;

    public string Header => Row("TIME(s)", "PID", "COMM", "IP", "SADDR", "LPORT", "DADDR", "DPORT", "LAT(ms)", "RETRANS", "FAILURE", "NETNS", "CGROUP", "ID");

    public string Format(in ConnectLine line) => Row(
        line.SecondsSince(startedAt).ToString("0.000", CultureInfo.InvariantCulture),
        line.ProcessId.ToString(CultureInfo.InvariantCulture),
        Printable(line.Process),
        line.Family.ToString(CultureInfo.InvariantCulture),
        line.Local.ToString(),
        line.LocalPort == 0 ? "-" : line.LocalPort.ToString(CultureInfo.InvariantCulture),
        line.Remote.ToString(),
        line.RemotePort.ToString(CultureInfo.InvariantCulture),
        (line.LatencyNs / NanosecondsPerMillisecond).ToString("0.00", CultureInfo.InvariantCulture),
        line.SynRetransmits.ToString(CultureInfo.InvariantCulture),
        line.Failure == FailureReason.None ? "" : FailureReasonNames.Of(line.Failure),
        line.NetworkNamespace.ToString(CultureInfo.InvariantCulture),
        line.Cgroup.ToString(CultureInfo.InvariantCulture),
        line.Id.ServerIsn == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{line.Id.ClientIsn}-{line.Id.ServerIsn}"));

    private string Row(
        string time, string pid, string name, string family, string local, string localPort, string remote, string port, string latency,
        string retransmits, string failure, string networkNamespace, string cgroup, string id)
    {
        var text = new StringBuilder();
        if (withTime)
        {
            text.Append($"{time,-9} ");
        }

        text.Append($"{pid,-7} {name,-NameWidth} {family,-2} {local,-16} ");
        if (withLocalPort)
        {
            text.Append($"{localPort,-6} ");
        }

        text.Append($"{remote,-16} {port,-5} {latency,-8} {retransmits,-7} ");
        text.Append(wide ? $"{failure,-FailureWidth} {networkNamespace,-10} {cgroup,-10} {id}" : failure);
        return text.ToString().TrimEnd();
    }

    // A process may put anything into its name, terminal escapes included.
    private static string Printable(string name)
    {
        var clean = string.Concat(name.Select(letter => char.IsControl(letter) ? '?' : letter));
        return clean.Length > NameWidth ? clean[..NameWidth] : clean;
    }
}
