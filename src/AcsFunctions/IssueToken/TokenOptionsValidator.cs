using Microsoft.Extensions.Options;

namespace AcsFunctions.IssueToken;

[OptionsValidator]
internal sealed partial class TokenOptionsValidator : IValidateOptions<TokenOptions>;
