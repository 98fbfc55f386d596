using Google.Protobuf;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using MeshLens.Protocol.V1;

namespace MeshLens.Ingest.Agents;

/// <summary>
/// Offers <c>meshlens.v1.AgentIngest</c> with messages that are read into pooled batches, which generated code cannot do.
/// </summary>
internal sealed class AgentIngestMethods(BatchPool pool) : IServiceMethodProvider<AgentIngestService>
{
    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<AgentIngestService> context) =>
        context.AddDuplexStreamingMethod(
            Report(),
            [],
            static (service, requests, answers, call) => service.Report(requests, answers, call));

    private Method<IncomingMessage, ServerMessage> Report() => new(
        MethodType.DuplexStreaming,
        AgentIngest.Descriptor.FullName,
        AgentIngest.Descriptor.FindMethodByName("Report").Name,
        new Marshaller<IncomingMessage>(
            (_, _) => throw new NotSupportedException("The server reads agents' messages and writes none."),
            context => IncomingMessage.Read(context.PayloadAsReadOnlySequence(), pool)),
        Marshallers.Create(message => message.ToByteArray(), ServerMessage.Parser.ParseFrom));
}
