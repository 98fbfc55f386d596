using MeshLens.Agent.Doctor;
using MeshLens.Agent.Loading;

namespace MeshLens.Agent.Tests.Doctor;

public sealed class DoctorTests
{
    private static DoctorReport Create(Privileges privileges) => Examine(new()
    {
        Release = "6.1.0",
        Privileges = privileges,
        LibraryVersion = "1.1",
        HasTypes = true,
        Tracepoints = new HashSet<string> { "inet_sock_set_state" },
        Iterators = new HashSet<string>(),
        Records = default,
    });

    private static DoctorReport Examine(KernelFacts facts)
    {
        var plan = LoadPlan.Decide(facts, [("state", "tp_btf/inet_sock_set_state"), ("walk", "iter/bpf_map_elem")]);
        return new(facts, plan with { Capabilities = [.. plan.Capabilities.Where(capability => capability.Name is Questions.Handshakes or Questions.Live)] });
    }

    [Fact]
    public void Table_OfALoss_NamesItWithItsFix() => Assert.Equal(
        """
        kernel 6.1.0, BTF present, libbpf 1.1

        QUESTION          ANSWERED
        handshakes        yes
        live-connections  no
            Bytes, round-trip times and turns of a connection are reported when it closes and not before: the iterator bpf_map_elem does not exist in kernel 6.1.0.
            Fix: Use kernel 6.2 or newer.

        PROGRAM  ATTACHES TO                 LOADED
        state    tp_btf/inet_sock_set_state  yes
        walk     iter/bpf_map_elem           no: the iterator bpf_map_elem does not exist in kernel 6.1.0

        Connections can be watched here; one question has no answer.

        """,
        DoctorTable.Format(Create(Privileges.Core)));

    [Fact]
    public void Table_WhereNoProgramIsLoaded_SaysTheReasonOnceInEachPart() => Assert.EndsWith(
        """
            Connections, their failures and their handshakes are not seen: CAP_BPF and CAP_PERFMON are missing.
            Fix: Run as root, or grant CAP_BPF and CAP_PERFMON (setcap cap_bpf,cap_perfmon+ep, or capabilities.add: [BPF, PERFMON]).
        live-connections  no
            Bytes, round-trip times and turns of a connection are reported when it closes and not before, for the same reason.

        No program was loaded: CAP_BPF and CAP_PERFMON are missing.

        Connections cannot be watched here. Run as root, or grant CAP_BPF and CAP_PERFMON (setcap cap_bpf,cap_perfmon+ep, or capabilities.add: [BPF, PERFMON]).

        """,
        DoctorTable.Format(Create(Privileges.None)), StringComparison.Ordinal);

    [Fact]
    public void Json_OfALoss_HasTheSameFacts() => Assert.Equal(
        """
        {
          "summary": "Connections can be watched here; one question has no answer.",
          "watchable": true,
          "kernel": "6.1.0",
          "btf": true,
          "libbpf": "1.1",
          "questions": [
            {
              "name": "handshakes",
              "answered": true
            },
            {
              "name": "live-connections",
              "answered": false,
              "reason": "Bytes, round-trip times and turns of a connection are reported when it closes and not before: the iterator bpf_map_elem does not exist in kernel 6.1.0.",
              "fix": "Use kernel 6.2 or newer."
            }
          ],
          "programs": [
            {
              "name": "state",
              "attachesTo": "tp_btf/inet_sock_set_state",
              "question": "handshakes",
              "loaded": true
            },
            {
              "name": "walk",
              "attachesTo": "iter/bpf_map_elem",
              "question": "live-connections",
              "loaded": false,
              "reason": "the iterator bpf_map_elem does not exist in kernel 6.1.0"
            }
          ]
        }
        """,
        DoctorJson.Format(Create(Privileges.Core)));

    [Fact]
    public void Summary_WithoutPrivileges_IsTheFix() => Assert.Equal(
        "Connections cannot be watched here. Run as root, or grant CAP_BPF and CAP_PERFMON (setcap cap_bpf,cap_perfmon+ep, or capabilities.add: [BPF, PERFMON]).",
        Create(Privileges.None).Summary);
}
