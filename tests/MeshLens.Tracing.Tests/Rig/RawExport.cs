using Grpc.Core;

namespace MeshLens.Tracing.Tests.Rig;

/// <summary>The <c>Export</c> of every signal, with messages that stay bytes.</summary>
internal sealed class RawExport
{
    public Action<string, byte[], ServerCallContext> Taken { get; set; } = static (_, _, _) => { };

    public Task<RawMessage> Export(RawMessage request, ServerCallContext context)
    {
        Taken(context.Method, request.Bytes, context);
        return Task.FromResult(new RawMessage([]));
    }
}
