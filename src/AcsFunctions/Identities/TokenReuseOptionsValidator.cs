using Microsoft.Extensions.Options;

namespace AcsFunctions.Identities;

[OptionsValidator]
internal sealed partial class TokenReuseOptionsValidator : IValidateOptions<TokenReuseOptions>;
