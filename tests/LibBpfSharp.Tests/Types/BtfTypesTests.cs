using System.Runtime.CompilerServices;

namespace LibBpfSharp.Tests.Types;

public sealed class BtfTypesTests
{
    [Fact]
    public void Struct_OfTheObject_MatchesTheMirror()
    {
        using var bpf = TestObject.Open();

        var layout = bpf.Types.Struct("event")!;

        Assert.Equal(Unsafe.SizeOf<Event>(), layout.Size);
        Assert.Equal([("sequence", 0, 8), ("pid", 8, 4), ("padding", 12, 4)], layout.Fields.Select(field => (field.Name, field.Offset, field.Size)));
        Assert.Equal(8, layout.Field("pid")?.Offset);
        Assert.Null(layout.Field("missing"));
    }

    [Fact]
    public void Struct_Unknown_IsNull()
    {
        using var bpf = TestObject.Open();

        Assert.Null(bpf.Types.Struct("nothing_of_that_name"));
    }

    [RootFact]
    public void LoadKernel_RunningKernel_KnowsTypesAndTracepoints()
    {
        using var kernel = BtfTypes.LoadKernel();

        Assert.True(kernel.Contains(BtfKind.Struct, "tcp_sock"));
        Assert.True(kernel.ContainsTracepoint("inet_sock_set_state"));
        Assert.False(kernel.ContainsTracepoint("no_such_tracepoint"));
        Assert.NotNull(kernel.Struct("sock_common")?.Field("skc_state"));
    }

    [RootFact]
    public void Contains_AfterDispose_Throws()
    {
        var kernel = BtfTypes.LoadKernel();
        kernel.Dispose();

        Assert.Throws<ObjectDisposedException>(() => kernel.Contains(BtfKind.Struct, "sock"));
    }
}
