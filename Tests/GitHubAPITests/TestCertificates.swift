/// Certificates and a key for servers of tests, which nothing outside these tests trusts; they end in 2120.
///
/// `openssl ca` made them: two authorities, and a server certificate of the first for `github.octoseal.test` and
/// 127.0.0.1. The keys of the authorities were thrown away.
enum TestCertificates {
  /// The authority that vouches for `server`.
  static let authority = """
    -----BEGIN CERTIFICATE-----
    MIIBiTCCAS+gAwIBAgIUGxRr1fCn+vgNsxSN/IBOXVw91xgwCgYIKoZIzj0EAwIw
    IDEeMBwGA1UEAwwVb2N0b3NlYWwgdGVzdC1vbmx5IGNhMCAXDTIwMDEwMTAwMDAw
    MFoYDzIxMjAwMTAxMDAwMDAwWjAgMR4wHAYDVQQDDBVvY3Rvc2VhbCB0ZXN0LW9u
    bHkgY2EwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATdPzy+RLBmRu71yyd8w385
    3CYSWg77Oqwc6Jvq2oXr86l1f9SZLyq5PHZyUBG073BRXMtZWyXgcY5s03dUengq
    o0UwQzASBgNVHRMBAf8ECDAGAQH/AgEAMA4GA1UdDwEB/wQEAwIBBjAdBgNVHQ4E
    FgQU5tTNc8/bS0Uzukuly3tCw4iqxkgwCgYIKoZIzj0EAwIDSAAwRQIgPStHcA7e
    Xa6TkzUDZTZyX0C5elAS3pjgfCZj9/N4LLMCIQDYSYtUQk3IZECrhV0IaeI8IzyJ
    5hjIk7Vl1EiMXjjTWA==
    -----END CERTIFICATE-----
    """

  /// An authority that vouches for nothing here.
  static let otherAuthority = """
    -----BEGIN CERTIFICATE-----
    MIIBjjCCATWgAwIBAgIUM2VpLeZtMvigg47B6CjIwqD7TTEwCgYIKoZIzj0EAwIw
    IzEhMB8GA1UEAwwYb2N0b3NlYWwgdGVzdC1vbmx5IG90aGVyMCAXDTIwMDEwMTAw
    MDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAjMSEwHwYDVQQDDBhvY3Rvc2VhbCB0ZXN0
    LW9ubHkgb3RoZXIwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAT02xrtCY0lA3Fl
    bu6ivxPw2YrlzyB2ncQO0rYQS+1oHeh/TWMysbWGWZjVPRa9mSw8VvWUjq5fyRud
    ggzE0+O5o0UwQzASBgNVHRMBAf8ECDAGAQH/AgEAMA4GA1UdDwEB/wQEAwIBBjAd
    BgNVHQ4EFgQU7gvwy4rxR/xuTOs8JlRMDLXwNYYwCgYIKoZIzj0EAwIDRwAwRAIg
    RWzdAyWEzJajnQ9e/mA3GJJBNW9eXA2ZzlQgYIpt6yYCIFurzcewLzm/aJztW3bA
    Dj6iupGXnhbq50oL2tymCAK9
    -----END CERTIFICATE-----
    """

  /// The certificate of a server.
  static let server = """
    -----BEGIN CERTIFICATE-----
    MIIB5zCCAYygAwIBAgIUaPWgTlNlWB+5errOPEeqc26KRlAwCgYIKoZIzj0EAwIw
    IDEeMBwGA1UEAwwVb2N0b3NlYWwgdGVzdC1vbmx5IGNhMCAXDTIwMDEwMTAwMDAw
    MFoYDzIxMjAwMTAxMDAwMDAwWjAkMSIwIAYDVQQDDBlvY3Rvc2VhbCB0ZXN0LW9u
    bHkgc2VydmVyMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEI5TKR3rDEbGj6ATb
    9sCCUCMcDqVNTA5l+ZVaXHEHNeZ/RmLXVP32sVXmY6NgGqFW05E2C/QZwGcABbs/
    OkXj5aOBnTCBmjAMBgNVHRMBAf8EAjAAMA4GA1UdDwEB/wQEAwIHgDATBgNVHSUE
    DDAKBggrBgEFBQcDATAlBgNVHREEHjAcghRnaXRodWIub2N0b3NlYWwudGVzdIcE
    fwAAATAdBgNVHQ4EFgQUM3xfLH9vvVaryN2VmWFSUIwgSwEwHwYDVR0jBBgwFoAU
    5tTNc8/bS0Uzukuly3tCw4iqxkgwCgYIKoZIzj0EAwIDSQAwRgIhAIcRbA70ujz6
    /A5ej6xg5qF6i/jabW7Qyt045VuLZ2S/AiEAuYI12pmo9QqWM0xnRGYexPoq9mtq
    amW0SdKDH6Lcdvc=
    -----END CERTIFICATE-----
    """

  /// The key of `server`.
  static let serverKey = """
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg9ZFJrn6XoeD8bxdv
    HGfm80l9py1LF/Ygr/89BDokeVmhRANCAAQjlMpHesMRsaPoBNv2wIJQIxwOpU1M
    DmX5lVpccQc15n9GYtdU/faxVeZjo2AaoVbTkTYL9BnAZwAFuz86RePl
    -----END PRIVATE KEY-----
    """
}
