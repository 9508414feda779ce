//! What newer guidance adds (P26; P22).
