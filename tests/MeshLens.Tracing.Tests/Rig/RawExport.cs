using Grpc.Core;

namespace MeshLens.Tracing.Tests.Rig;

/// <summary>The <c>Export</c> of every signal, with messages that stay bytes.</summary>
internal sealed class RawExport
{
    public Func<string, byte[], ServerCallContext, Task> Taken { get; set; } = static (_, _, _) => Task.CompletedTask;

    public async Task<RawMessage> Export(RawMessage request, ServerCallContext context)
    {
        await Taken(context.Method, request.Bytes, context);
        return new([]);
    }
}
