using MeshLens.Core.Snapshots;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace MeshLens.Api;

/// <summary>What the OpenAPI document says of the API as a whole.</summary>
internal static class OpenApiDescription
{
    public static void Describe(OpenApiOptions options)
    {
        // Two types have the same name: what a control plane says of an edge, and what of it the classifier is given.
        options.CreateSchemaReferenceId = static type => type.Type == typeof(EdgeConfiguration)
            ? "ConfigurationOfSnapshot"
            : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        options.AddDocumentTransformer((document, _, _) => Complete(document));
    }

    private static Task Complete(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "MeshLens",
            Version = "v1",
            Description = "Per service pair: is it slow or failing, since when, by how many milliseconds, and who owns it.",
            License = new OpenApiLicense { Name = "Apache-2.0", Url = new Uri("https://www.apache.org/licenses/LICENSE-2.0") },
        };

        // Where the document was asked for is not part of the contract.
        document.Servers = [new OpenApiServer { Url = "/" }];
        return Task.CompletedTask;
    }
}
