export { type AdmissionRequest, isAdmissionReview, readAdmissionReview, requestFor } from './admission-request.ts';
export { createReviewer, type Reviewer, type ReviewerOptions, type ReviewOptions, type Violation } from './reviewer.ts';
