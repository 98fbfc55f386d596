using System.Security.Authentication;
using Grpc.Core;
using MeshLens.Agent.Options;

namespace MeshLens.Agent.Streaming;

/// <summary>What a broken stream means, and what to do about it.</summary>
internal static class ReportTrouble
{
    public static string Explain(RpcException broken, AgentOptions options) => broken.StatusCode switch
    {
        StatusCode.Unauthenticated when options.TokenFile is null => "it wants a token: give --token-file",
        StatusCode.Unauthenticated => $"it does not accept the token in {options.TokenFile}: write the server's current token there",
        StatusCode.PermissionDenied => "the token does not allow to report: use an agent's token",
        StatusCode.Unimplemented => "it does not speak the agent protocol: is this the address of a MeshLens server's agent port?",
        StatusCode.Unavailable when options.Server.SocketPath is { } path && !File.Exists(path) => $"there is no socket {path}: is it running?",
        _ when Innermost(broken) is AuthenticationException untrusted =>
            $"its certificate is not trusted ({untrusted.Message.TrimEnd('.')}): name the authority that signed it, or the certificate itself, with --ca-file",
        StatusCode.Unavailable => $"it cannot be reached ({Innermost(broken).Message}): is it running?",
        _ => $"{broken.StatusCode}: {broken.Status.Detail}",
    };

    private static Exception Innermost(Exception fault)
    {
        var cause = fault is RpcException { Status.DebugException: { } debug } ? debug : fault;
        while (cause.InnerException is { } inner)
        {
            cause = inner;
        }

        return cause;
    }
}
